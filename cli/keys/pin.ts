import { readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { writeVendorFile } from '../vendorFile.ts';
import { pinHelp } from './help.ts';
import { readVendorFolder, withKeysLocked } from './keystore/openKeystore.ts';
import { readPublicKey } from './keystore/rootKey.ts';
import { keyWords } from './words.ts';

/** Root keys that a vendor profile may pin. */
export const maxRootKeys = 8;

export const keysPin: Command = {
  help: pinHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, { data: { type: 'string' } });
    const [text, another] = positionals;
    if (text === undefined || another !== undefined) throw new UsageError(keyWords.keyNeeded);
    const folder = folderFor(values.data, process.env);
    return withKeysLocked(folder, async () => {
      const { profile, product } = readVendorFolder(folder, 'replace');
      const key = readPublicKey(text, product);
      const isPinned = profile.rootKeys.includes(key);
      if (!isPinned && profile.rootKeys.length >= maxRootKeys)
        throw new CommandError('pins-full', { most: maxRootKeys });
      const rootKeys = isPinned ? profile.rootKeys : [...profile.rootKeys, key];
      if (!isPinned) writeVendorFile(folder, { ...profile, rootKeys });
      streams.stdout.write(isPinned ? keyWords.alreadyPinned : keyWords.pinned(rootKeys.length));
      return exitCodes.success;
    });
  },
};
