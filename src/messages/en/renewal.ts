const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** What the wizard says of the end of licenses, of renewing, and of licenses that replace others. */
export const renewal = {
  renew: 'Renew',
  proceed: 'Continue renewing',
  daysLeft: (count: number) => `${days(count)} left`,
  until: (product: string, end: string) =>
    `${product} is activated on this computer. Its license is valid until ${end}. It stays in force until the renewed one is here.`,
  validUntil: (end: string) => `The license is valid until ${end}.`,
  due: 'A renewal of this license is due. The license has no end date and stays valid.',
  ended: 'Expired',
  checkAgain: 'Check the date again',
  /** In place of the text on screens that lead to a first license. */
  withoutNetwork: (product: string) => `You can renew the license of ${product} without one. All you need is a phone.`,
  manually: 'Renew manually',
  otherSerial: 'Enter a serial number',

  /** On the device with internet. */
  onPhone: {
    text: 'To renew this license, choose “Renew” on the computer and bring its new license request here. Each license answers one request.',
    bring: 'Bring the new request',
    /** In the list. */
    left: (count: number) => `${days(count)} left – renew`,
    ended: 'Expired – renew',
    previous: (type: string, serial: string | null) =>
      serial === null
        ? `This computer had: ${type}.`
        : `This computer had: ${type}, serial number ending in ${serial}.`,
  },
  previousSerial: (serial: string) => `The license until now has the serial number ending in ${serial}.`,
  inForce: (type: string, serial: string | null) =>
    serial === null
      ? `In force on this computer: ${type}.`
      : `In force on this computer: ${type}, serial number ending in ${serial}.`,

  /** A license that would replace a better one. */
  replace: {
    title: 'Which license do you want to use?',
    text: 'The license that you brought is newer, but in some ways worse than the one in force. Nothing has changed yet.',
    olderTitle: 'The newer license stays',
    olderText:
      'The license that you brought was issued earlier than the one in force, so it replaces nothing. Nothing has changed.',
    installed: 'In force',
    offered: 'The one you brought',
    features: 'Features',
    noFeatures: 'None',
    issued: 'Issued',
    lost: (names: string) => `Missing: ${names}`,
    worse: 'worse',
    keep: (type: string) => `Keep ${type}`,
    replaceWith: (type: string) => `Replace with ${type}`,
    takeOlder: 'Use the older license',
    /** Where both have the same type. */
    keepInstalled: 'Keep the license in force',
    takeOffered: 'Use the one you brought',
    copies: 'The other one is not lost: this computer keeps a copy.',
    close: 'Continue',
    waiting: 'Another license is here and waits for your decision.',
    decide: 'Compare both',
  },

  earlier: {
    title: 'Other licenses of this computer',
    text: 'They were replaced or not used. Save one as a file, and open that here to use it again.',
    save: (type: string, issued: string) => `Save ${type}, issued ${issued}`,
  },
};

export type RenewalMessages = typeof renewal;
