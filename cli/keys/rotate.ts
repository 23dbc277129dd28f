import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { UsageFault } from '../errors.ts';
import { rotateHelp } from './help.ts';
import { makeKeyset } from './make.ts';
import { readMakingOptions } from './options.ts';
import { openRootKey } from './rootKey.ts';
import { keyWords } from './words.ts';
import { openWorkshop, withKeysLocked } from './openKeystore.ts';

export const keysRotate: Command = {
  help: rotateHelp,
  async run(args, streams) {
    const options = readMakingOptions(args, { valid: { type: 'string' }, overlap: { type: 'string' } });
    if (options.positionals.length > 0) throw new UsageFault(keyWords.none);
    const source = { environment: process.env, streams };
    const folder = folderFor(options.data, process.env);
    return withKeysLocked(folder, async () => {
      const workshop = await openWorkshop(folder, source);
      const root = options.root === undefined ? null : await openRootKey(options.root, workshop.product, source);
      const making = { ...options, root, newKey: true, revokedKeys: [], revokedLicenses: [] };
      await makeKeyset(workshop, making, streams.stdout);
      return exitCodes.success;
    });
  },
};
