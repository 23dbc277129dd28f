const items = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** Settings, what is stored, and what the software is made of. */
export const settings = {
  title: 'Settings and about',
  device: 'This device',
  role: 'Used for',
  noRole: 'Not chosen yet',
  version: 'Version',
  product: 'Product',
  service: 'Activation service',

  stored: 'What is stored here',
  nothing: 'Nothing yet.',
  ownLicense: 'The license of this computer, and the key that belongs to it',
  ownRequest: 'The license request of this computer',
  earlier: (count: number) => items(count, 'earlier license of this computer', 'earlier licenses of this computer'),
  requests: (count: number) =>
    items(count, 'license request of another computer', 'license requests of other computers'),
  licenses: (count: number) => items(count, 'license for another computer', 'licenses for other computers'),
  slips: (count: number) => items(count, 'return slip', 'return slips'),
  files: (count: number) => items(count, 'received file', 'received files'),
  howLong: 'It stays until you remove it here, or delete the data of this site in the browser.',
  persistent: 'The browser has promised to keep it when this device runs out of space.',
  evictable: 'When this device runs out of space, the browser may delete it without asking.',
  memory: 'This browser stores nothing. All of it is lost when this page is closed.',
  byProgram: 'The program that opened this page keeps request and license in files on this computer.',
  space: (used: string) => `Space used: ${used}.`,

  privacy: 'Privacy',
  privacyText: (address: string) =>
    `A license request goes to ${address}, and to nobody else. It contains what this page shows before you create it. The serial number goes there too when you order.`,
  noTracking: 'This page counts no visits, sets no cookies, and loads nothing from other addresses.',

  help: 'Help',
  support: 'Contact the vendor',
  status: 'Status of the service',
  noHelp: 'The vendor has given no address for help. Ask where you bought the software.',

  about: 'About',
  made: 'Made with Keyferry.',
  software: 'Licenses of the software inside',
  softwareText: (count: number) => `This page contains Keyferry and ${count} packages by others.`,

  delete: {
    title: 'Delete everything',
    text: 'Everything that this page has stored in this browser is deleted. This cannot be undone.',
    lost: 'You would lose:',
    undelivered: (count: number) =>
      `${items(count, 'license', 'licenses')} not yet on ${count === 1 ? 'its computer' : 'their computers'}`,
    unanswered: (count: number) =>
      `${items(count, 'request', 'requests')} without a license: ${count === 1 ? 'the computer' : 'the computers'} must show ${count === 1 ? 'it' : 'them'} again`,
    unsent: (count: number) => `${items(count, 'return slip', 'return slips')} that the vendor does not have yet`,
    own: 'The license of this computer: it must be activated again, and this browser then counts as another computer',
    ownRequest: 'The license request of this computer: a license that answers it no longer fits',
    understood: 'I understand that this cannot be undone',
    confirm: 'Delete everything',
  },
};
