import type { ErrorTexts } from '../errorTexts.ts';

/** Errors of the commands for serial numbers and activations. */
export const vendorErrorTexts = {
  'serial-ambiguous': ({ ids }) =>
    `Several serial numbers end like that: ${ids}. Give the id of one of them, or - to enter the whole number.`,
  'activation-ambiguous': ({ ids }) =>
    `Several seats match, with these activations: ${ids}. Give the id of one of them. Nothing was changed.`,
  'store-unavailable': () =>
    'The store is busy, full or cannot be reached. Run the command again to find out whether the change was made; ' +
    'nothing is done twice.',
  'order-missing': () =>
    'No line of the table is for this request, and --type is missing. Add a line with its computer ID, or give --type.',
  'serial-file-empty': ({ path }) => `${path} holds no serial number. Put it on the first line.`,
  'minting-uncertain': ({ path }) =>
    `The connection to the store broke, so the serial numbers in ${path} may or may not have been stored: all of them or ` +
    'none. Check one with “keyferry serials show -”.',
  'input-missing': () => 'Standard input holds no serial number. Pipe one line with it into this command.',
} satisfies ErrorTexts;
