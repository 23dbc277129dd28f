import { exitCodes } from '../command.ts';
import { productFor, productOptions } from '../dataFolder.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { makeKeyset } from './keyset/makeKeyset.ts';
import { passphraseSourceOf, unlockKeystore, withKeysLocked } from './keystore/openKeystore.ts';
import { openRootKey } from './keystore/rootKey.ts';
import { overlapOption, passphraseNote, signingOptions, validOption } from './options.ts';

export const command = defineCommand({
  name: 'keys rotate',
  summary: 'Create a new signing key; older licenses stay valid.',
  description:
    'The older keys stay in the keyset, so that their licenses stay valid. They may sign for some more days, ' +
    'until every service runs with the new key.',
  options: { ...signingOptions, ...validOption, ...overlapOption, ...productOptions },
  notes: passphraseNote,
  async run({ root: rootFile, output, valid, overlap, data, product }, environment) {
    const source = passphraseSourceOf(environment);
    const folder = productFor({ data, product }, environment.variables);
    return withKeysLocked(folder, async () => {
      const opened = await unlockKeystore(folder, source);
      const root = rootFile === undefined ? null : await openRootKey(rootFile, opened.product, source);
      const lifetimes = { valid, overlap };
      const order = { newKey: true, revokedKeys: [], revokedLicenses: [], lifetimes, root, output };
      await makeKeyset(opened, order, environment);
      return exitCodes.success;
    });
  },
});
