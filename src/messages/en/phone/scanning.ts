/** What a code is that is refused as `code-not-ours`. */
export const codeKinds: Readonly<Record<string, string>> = {
  'web-address': 'It is a web address.',
  wifi: 'It is a code for joining a Wi-Fi network.',
  contact: 'It is a contact or a phone number.',
  message: 'It is an e-mail address or a text message.',
  place: 'It is a place on a map.',
  event: 'It is an appointment.',
  payment: 'It is a payment.',
  'sign-in': 'It is for signing in to an app.',
  'product-label': 'It is a product label.',
};

const files = (count: number) => (count === 1 ? '1 file' : `${count} files`);
const computers = (count: number) => (count === 1 ? '1 computer' : `${count} computers`);

/** Scanning one computer after another, and several files at once. */
export const scanning = {
  report: {
    title: (count: number) => (count === 1 ? '1 file was not used' : `${files(count)} were not used`),
    taken: (count: number) => (count === 1 ? 'One was taken in.' : `${count} were taken in.`),
    /** A text or a code has no name. */
    unnamed: 'Pasted text or code',
    close: 'Close',
  },

  camera: {
    label: 'Scan computers',
    close: 'Close the camera',
    count: (count: number) => `${count} scanned`,
    hint: 'Hold the code in the frame',
    more: 'Next computer, or press the button below.',
    picture: 'Picture or file',
    proceed: '1 scanned: Continue',
    done: 'Done',
    settings: 'Camera settings',
    added: 'added',
    known: 'already in the list',
    receiptAdded: 'return slip added',
    keys: 'The vendor’s keys are up to date',
    several: (count: number) => `${computers(count)} added`,
    name: 'Name it',
    rename: 'Change the name',
    nameOf: (machine: string) => `Name of ${machine}`,
    nameHint: 'For example “Line 3 left panel”',
    nameDone: 'Done naming',
  },
};

export type ScanningMessages = typeof scanning;
