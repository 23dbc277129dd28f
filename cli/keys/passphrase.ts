import { isThere } from '../../server/dataFolder.ts';
import { changePassphrase } from '../../server/keys/keystore.ts';
import { productFolders } from '../../server/productFolder.ts';
import { exitCodes } from '../command.ts';
import { dataOption, folderFor } from '../dataFolder.ts';
import { CommandError } from '../errors.ts';
import { shown } from '../files.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { option } from '../framework/parameters.ts';
import { file } from '../framework/valueTypes.ts';
import { choosePassphrase, readPassphrase } from '../passphrase.ts';
import { passphraseSourceOf, withKeysLocked } from './keystore/openKeystore.ts';

export const command = defineCommand({
  name: 'keys passphrase',
  summary: 'Change the passphrase of the keystores or a root key.',
  description:
    'The keystores of all products have one passphrase. If the command was interrupted, run it again with the same ' +
    'passphrases. Earlier copies of the files still open with the old passphrase.',
  options: {
    root: option({ value: 'FILE', type: file, help: 'Root key whose passphrase to change, instead of the keystores’' }),
    ...dataOption,
  },
  notes:
    'The old passphrase comes from KEYFERRY_PASSPHRASE (keystore) or KEYFERRY_ROOT_PASSPHRASE (root key), the new ' +
    'one from KEYFERRY_NEW_PASSPHRASE; or each from the first line of the file in the variable with _FILE at its ' +
    'end, or from the terminal.',
  async run({ root, data }, environment) {
    if (root !== undefined) {
      if (!isThere(root)) throw new CommandError('file-missing', { path: shown(root) });
      await change([root], 'root', environment);
      return exitCodes.success;
    }
    const folder = folderFor(data, environment.variables);
    await withKeysLocked(folder, async () => {
      const keystores = productFolders(folder).map(({ keystore }) => keystore);
      const existing = keystores.filter(isThere);
      if (existing.length === 0)
        throw new CommandError('keys-missing', { path: shown(keystores[0] ?? folder.products) });
      await change(existing, 'service', environment);
    });
    return exitCodes.success;
  },
});

const texts = {
  changed: (path: string) =>
    `${path} opens with the new passphrase now. Earlier copies, such as backups, still open with the old one.\n`,
} as const;

async function change(
  paths: readonly string[],
  purpose: 'service' | 'root',
  environment: CommandEnvironment,
): Promise<void> {
  const source = passphraseSourceOf(environment);
  const from = await readPassphrase(purpose === 'root' ? 'KEYFERRY_ROOT_PASSPHRASE' : 'KEYFERRY_PASSPHRASE', source);
  const to = await choosePassphrase('KEYFERRY_NEW_PASSPHRASE', source);
  for (const path of await changePassphrase(paths, purpose, { from, to })) {
    environment.stdout.write(texts.changed(shown(path)));
  }
}
