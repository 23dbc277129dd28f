import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { UsageError } from '../errors.ts';
import { rotateHelp } from './help.ts';
import { makeKeyset } from './keyset/makeKeyset.ts';
import { readKeysetOptions } from './keyset/makingOptions.ts';
import { unlockKeystore, withKeysLocked } from './keystore/openKeystore.ts';
import { openRootKey } from './keystore/rootKey.ts';
import { keyWords } from './words.ts';

export const keysRotate: Command = {
  help: rotateHelp,
  async run(args, streams) {
    const options = readKeysetOptions(args, { valid: { type: 'string' }, overlap: { type: 'string' } });
    if (options.positionals.length > 0) throw new UsageError(keyWords.none);
    const source = { environment: process.env, streams };
    const folder = folderFor(options.data, process.env);
    return withKeysLocked(folder, async () => {
      const openedKeystore = await unlockKeystore(folder, source);
      const root = options.root === undefined ? null : await openRootKey(options.root, openedKeystore.product, source);
      const order = { ...options, root, newKey: true, revokedKeys: [], revokedLicenses: [] };
      await makeKeyset(openedKeystore, order, streams.stdout);
      return exitCodes.success;
    });
  },
};
