import { existsSync } from 'node:fs';
import { writeWhole } from '../../server/atomicFile.ts';
import { createRootKeystore, openRootKeystore } from '../../server/keys/keystore.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { rules } from '../../src/documents/rules.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { UsageError } from '../errors.ts';
import { explained, refuseExisting, shown } from '../files.ts';
import { choosePassphrase } from '../passphrase.ts';
import { rootHelp } from './help.ts';
import { readVendor } from './openKeystore.ts';
import { publicText } from './rootKey.ts';
import { keyWords } from './words.ts';

export const keysRoot: Command = {
  help: rootHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, { product: { type: 'string' }, data: { type: 'string' } });
    const [path, another] = positionals;
    if (path === undefined || another !== undefined) throw new UsageError(keyWords.rootFileNeeded);
    const source = { environment: process.env, streams };
    const folder = folderFor(values.data, process.env);
    const product = values.product ?? (existsSync(folder.catalog) ? readVendor(folder).product : undefined);
    if (product === undefined || rules.name(product) !== true) throw new UsageError(keyWords.productNeeded);
    const publicPath = `${path}.pub`;
    refuseExisting([path, publicPath]);
    const passphrase = await choosePassphrase('KEYFERRY_ROOT_PASSPHRASE', source);
    await createFile(path, passphrase, product);
    // Read back: a key that does not open would be missed only when it is needed.
    const { publicKey } = await openRootKeystore(path, passphrase);
    explained(publicPath, 'file-unwritable', () => writeWhole(publicPath, publicText(product, publicKey), 0o644));
    streams.stdout.write(keyWords.madeRoot(shown(path), shown(publicPath), keyIdOf(publicKey)));
    return exitCodes.success;
  },
};

async function createFile(path: string, passphrase: string, product: string): Promise<void> {
  try {
    await createRootKeystore(path, passphrase, product);
  } catch (error) {
    explained(path, 'file-unwritable', () => {
      throw error;
    });
  }
}
