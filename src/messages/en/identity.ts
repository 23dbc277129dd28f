/** What the wizard says of who a machine is, and of bringing its license to it. */
export const identity = {
  id: 'Computer ID',
  /** Below the computer ID. */
  sameOnOther: 'The other device shows the same.',
  called: 'Name of this computer',

  /** On the machine, once its license is in force. */
  confirm: {
    begin: 'Show the phone that it worked',
    title: 'Show this to the phone',
    text: 'The phone then knows that the license has arrived. On the phone, open the list of computers and scan this code.',
    save: 'Save as a file',
    saved: (name: string) => `Saved: ${name}`,
    share: 'Share',
    done: 'Done',
    impossible: 'Only the user or browser that made the license request can show this.',
    delivered: 'delivered',
  },

  /** On the phone, in a room with several machines. */
  tour: {
    begin: 'One computer at a time',
    beginHint: 'A smaller code for each computer, in the order of your list.',
    title: (place: number, count: number) => `Computer ${place} of ${count}`,
    text: 'Show this code to the computer. It is for this computer only.',
    delivered: (delivered: number, count: number) => `${delivered} of ${count} delivered`,
    already: 'This computer has its license.',
    deliver: 'Delivered, next',
    skip: 'Skip',
    skipHint: 'Its turn comes again at the end.',
    scan: 'Scan the answer',
    scanHint:
      'On the computer, “Thank you!” offers a code for this phone. You can also scan a computer’s request to find its license.',
    order: 'All computers of this trip',
    show: (name: string) => `Show ${name}`,
    earlier: (name: string) => `Move ${name} up`,
    /** On the screen of one license. */
    arrived: 'The computer has it',
    states: { delivered: 'Delivered', current: 'Now', waiting: 'To do' },
    done: 'Back to the list',
    finished: 'All delivered',
    finishedText: (count: number) =>
      count === 1 ? 'The computer has its license.' : `All ${count} computers have their license.`,
    save: 'Save this license',
  },
};
