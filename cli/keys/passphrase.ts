import { existsSync } from 'node:fs';
import { changePassphrase } from '../../server/keys/keystore.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { choosePassphrase, type PassphraseSource, readPassphrase } from '../passphrase.ts';
import { passphraseHelp } from './help.ts';
import { withKeysLocked } from './keystore/openKeystore.ts';
import { keyWords } from './words.ts';

export const keysPassphrase: Command = {
  help: passphraseHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, { data: { type: 'string' }, root: { type: 'string' } });
    if (positionals.length > 0) throw new UsageError(keyWords.none);
    const source = { environment: process.env, streams };
    if (values.root !== undefined) {
      if (!existsSync(values.root)) throw new CommandError('file-missing', { path: shown(values.root) });
      await change(values.root, 'root', source);
    } else {
      const folder = folderFor(values.data, process.env);
      await withKeysLocked(folder, async () => {
        if (!existsSync(folder.keystore)) throw new CommandError('keys-missing', { path: shown(folder.keystore) });
        await change(folder.keystore, 'service', source);
      });
    }
    return exitCodes.success;
  },
};

async function change(path: string, purpose: 'service' | 'root', source: PassphraseSource): Promise<void> {
  const from = await readPassphrase(purpose === 'root' ? 'KEYFERRY_ROOT_PASSPHRASE' : 'KEYFERRY_PASSPHRASE', source);
  const to = await choosePassphrase('KEYFERRY_NEW_PASSPHRASE', source);
  await changePassphrase(path, purpose, { from, to });
  source.streams.stdout.write(keyWords.passphraseChanged(shown(path)));
}
