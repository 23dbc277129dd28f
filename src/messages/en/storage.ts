const computers = (count: number) => (count === 1 ? '1 computer' : `${count} computers`);

/** What the wizard says of the browser's storage: where it is missing, full, deleted or taken over. */
export const storage = {
  /** Before the journey, and in front of it, where nothing can be stored. */
  missing: {
    machine:
      'Your license request needs a key that stays in this browser until the license is here. There are two ways to go on:',
    courier: 'What you scan here would be lost when you close the page. There are two ways to go on:',
    unknown: 'What you do here would be lost when you close the page. There are two ways to go on:',
    better: 'Use a normal window or another browser',
    betterHint: 'Open this page there. If you have changed a setting of this browser, try again here.',
    other: 'Solve it first',
    retry: 'Try again',
    without: 'Continue without storing',
    withoutButton: 'Continue without storing',
    withoutMachine:
      'The key and the request stay on this page only. Keep the page open until you have the license, then save the license as a file.',
    withoutCourier: 'Requests and licenses stay on this page only. Keep it open, and save licenses as files.',
  },

  /** On every screen, while nothing is stored. */
  inMemory: {
    machine: 'Nothing is stored in this browser. Keep this page open until the license is here.',
    courier: 'Nothing is stored in this browser. Keep this page open, and save licenses as files.',
  },

  /** On a machine that keeps its license in memory. */
  notKept:
    'This browser cannot keep the license. Save it as a file before you close the page. After that, this wizard will not recognize the file, because the key that belongs to it is gone with the page. To activate in this browser again, make a new request.',

  /** Shown before the request is made. */
  comeBack: 'Return to this page in this same browser with the license. Do not use a private window.',
  privateWindow: {
    title: 'This is a private window',
    text: 'It forgets the request when you close it, and the license will not fit any more. Use a normal window, or keep this one open until the license is here.',
  },

  deleted: {
    title: 'This browser has deleted what was stored here',
    machine: 'This computer’s license request or license is gone. Make a new request.',
    carried: (count: number) => `The requests of ${computers(count)} are gone. Scan their codes again.`,
    close: 'OK',
  },

  /** Once, where the browser has not promised to keep the data. */
  evictable: 'When this device is full, the browser may delete requests that wait here. Install the app to keep them.',
  evictableClose: 'OK',

  storeAgain: 'Store it again',
  reload: 'Reload',
  retry: 'Try again',

  /** Where a license does not fit the requests of this browser. */
  newRequest: 'Make a new request',
  showRequest: 'Show this computer’s request',
};

export type StorageMessages = typeof storage;
