import { exchange } from '../phone/exchange.ts';
import { list } from '../phone/list.ts';
import { returning } from '../returning.ts';
import { settings } from '../settings.ts';

/** Texts of screens that are not part of the first load either. */
export const later = {
  exchange,
  list,
  returning,
  settings,

  sending: {
    title: 'Show these codes',
    text: 'On the other device, choose “Scan a file in”.',
    another: 'Choose another file',
    save: 'Save file',
    done: 'Done',
  },

  arrived: {
    title: 'The file is here',
    name: 'Name',
    size: 'Size',
    save: 'Save file',
    saved: (name: string) => `File saved: ${name}`,
    share: 'Share file',
    unexpected: 'Not what you expected?',
    askDiscard: 'Discard this file? It is not kept anywhere else here.',
    discard: 'Discard it',
  },

  receipt: {
    list: 'Return slips on this device',
    titles: {
      returned: 'The license is returned',
      'already-returned': 'This license was returned before',
    },
    taken: 'Returned',
    seatsLeft: (count: number) =>
      count === 0
        ? 'No further computer can be activated with its serial number: others use it up.'
        : `${count} more ${count === 1 ? 'computer' : 'computers'} can be activated with its serial number now.`,
    machine: 'Computer ID',
    retry: 'Send it again',
    remove: 'Remove this return slip',
    askRemove: 'Remove this return slip from this device?',
    askRemoveUnsent:
      'Remove this return slip from this device? The vendor does not have it yet: unless the computer shows it again, no other computer can be activated in its place.',
  },
};
