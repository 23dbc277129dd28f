import { option } from '../framework/parameters.ts';
import { file, wholeNumber } from '../framework/valueTypes.ts';
import { defaultLifetimes } from './keyset/nextDraft.ts';

/** A longer lifetime, in days, is a typing mistake. */
const maxDays = 36_525;

/** Options of the commands that create a keyset. */
export const signingOptions = {
  root: option({ value: 'FILE', type: file, help: 'Sign with this root key and install the keyset at once' }),
  output: option({
    ...{ short: 'o', value: 'FILE', type: file, defaultText: 'keyset-VERSION.draft.json' },
    help: 'Without --root: file for the draft that is signed elsewhere',
  }),
};

export const validOption = {
  valid: option({
    ...{ value: 'DAYS', type: wholeNumber(1, maxDays), default: defaultLifetimes.valid },
    help: 'Days for which the new signing key may sign; its licenses stay valid after that',
  }),
};

export const overlapOption = {
  overlap: option({
    ...{ value: 'DAYS', type: wholeNumber(0, maxDays), default: defaultLifetimes.overlap },
    help: 'Days for which the older signing keys may still sign',
  }),
};

export const passphraseNote =
  'Passphrases come from KEYFERRY_PASSPHRASE (keystore) and KEYFERRY_ROOT_PASSPHRASE (root key), from the first line of the ' +
  'file in KEYFERRY_PASSPHRASE_FILE or KEYFERRY_ROOT_PASSPHRASE_FILE, or from the terminal.';

export const keystorePassphraseNote =
  'The passphrase comes from KEYFERRY_PASSPHRASE, from the first line of the file in KEYFERRY_PASSPHRASE_FILE, or from the terminal.';

export const rootPassphraseNote =
  'The passphrase comes from KEYFERRY_ROOT_PASSPHRASE, from the first line of the file in KEYFERRY_ROOT_PASSPHRASE_FILE, or from ' +
  'the terminal.';
