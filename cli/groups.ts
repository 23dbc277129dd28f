import type { CommandList } from './framework/command.ts';

/** What the commands with one first word are about. */
export const groups: CommandList['groups'] = {
  qr: 'Carry files as QR codes, without a network.',
  machine: 'Request, install, check and return this machine’s license.',
  products: 'Add and list the products of the vendor.',
  keys: 'Manage the keys that sign licenses, and the root keys that certify them.',
  tokens: 'Manage the tokens for the API, the admin page and the metrics.',
  returns: 'Take back licenses.',
  serials: 'Create, find and change serial numbers.',
  activations: 'Find issued licenses, release seats and reissue licenses.',
  audit: 'Verify and export the audit trail.',
};
