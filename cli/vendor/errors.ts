import type { ErrorTexts } from '../errorTexts.ts';

/** What to say of each: what it means, what to do. */
export const vendorErrorTexts = {
  'serial-ambiguous': ({ ids }) =>
    `Several serial numbers end like that: ${ids}. Give the id of one of them, or - to be asked for the whole number.`,
  'activation-ambiguous': ({ ids }) =>
    `Several seats answer to that, by these activations: ${ids}. Give the id of one of them. Nothing was changed.`,
  'store-unavailable': () =>
    'The store is busy, full or cannot be reached. Whether the change was made, asking again tells; nothing is made twice.',
  'serial-file-empty': ({ path }) => `${path} holds no serial number. It stands on the first line.`,
  'minting-uncertain': ({ path }) =>
    `The store broke off, and nobody knows whether it has taken the serial numbers in ${path}. “keyferry serials show -” ` +
    'tells of any of them; all or none are there.',
  'input-missing': () => 'Standard input holds no serial number. Pipe one line with it into this command.',
} satisfies ErrorTexts;
