import { writeWhole } from '../../files/atomicFile.ts';
import { type DataFolder, isThere } from '../../server/dataFolder.ts';
import { createRootKeystore, openRootKeystore } from '../../server/keys/keystore.ts';
import { productFolders } from '../../server/productFolder.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { rules } from '../../src/documents/rules.ts';
import { exitCodes } from '../command.ts';
import { dataOption, folderFor, productIn } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { explained, shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument, option } from '../framework/parameters.ts';
import { file as fileType, text } from '../framework/valueTypes.ts';
import { choosePassphrase } from '../passphrase.ts';
import { readVendorFolder } from './keystore/openKeystore.ts';
import { publicText } from './keystore/rootKey.ts';
import { rootPassphraseNote } from './options.ts';

export const command = defineCommand({
  name: 'keys root',
  summary: 'Create a root key, on a computer that may be offline.',
  description:
    'A root key certifies signing keys and signs nothing else. FILE is encrypted; FILE.pub holds the public key, ' +
    'which the vendor profile pins.\n\n' +
    'Create it on a computer that stays offline, keep two copies in different places, and write the passphrase ' +
    'down. Without the root key, no signing key can be replaced.',
  arguments: { file: argument({ value: 'FILE', type: fileType, help: 'File to write the root key to' }) },
  options: {
    product: option({
      ...{ value: 'ID', type: text, defaultText: 'the product of the data folder' },
      help: 'Id of the product whose keysets the root key may sign',
    }),
    ...dataOption,
  },
  notes: rootPassphraseNote,
  async run({ file, product: named, data }, environment) {
    const { variables, stdout } = environment;
    const folder = folderFor(data, variables);
    const product = named ?? (isThere(folder.path) ? onlyProduct(folder) : undefined);
    if (product === undefined || rules.name(product) !== true) throw new UsageError(texts.productNeeded);
    const publicFile = `${file}.pub`;
    for (const path of [file, publicFile]) refuseReplacing(path);
    const passphrase = await choosePassphrase('KEYFERRY_ROOT_PASSPHRASE', {
      environment: variables,
      streams: environment,
    });
    await createFile(file, passphrase, product);
    // Opened again: a file that does not open would be noticed only when it is needed.
    const { publicKey } = await openRootKeystore(file, passphrase);
    explained(publicFile, 'file-unwritable', () => writeWhole(publicFile, publicText([product], publicKey), 0o644));
    stdout.write(texts.created(shown(file), shown(publicFile), keyIdOf(publicKey)));
    return exitCodes.success;
  },
});

const texts = {
  productNeeded: 'Give the id of the product with --product ID.',
  created: (path: string, publicPath: string, keyId: string) =>
    `Created the root key ${keyId}.
  ${path}   keep it offline, with a second copy elsewhere, and its passphrase in a third place
  ${publicPath}   not secret: copy it to the service’s computer, for “keyferry keys init --pin”
`,
} as const;

/** @returns undefined when the data folder has no product */
function onlyProduct(folder: DataFolder): string | undefined {
  const [first] = productFolders(folder);
  return first && isThere(first.catalog) ? readVendorFolder(productIn(folder, undefined)).product : undefined;
}

/** A root key is never replaced. */
function refuseReplacing(path: string): void {
  if (isThere(path)) throw new CommandError('file-exists', { path: shown(path), force: 'no' });
}

async function createFile(path: string, passphrase: string, product: string): Promise<void> {
  try {
    await createRootKeystore(path, passphrase, product);
  } catch (error) {
    explained(path, 'file-unwritable', () => {
      throw error;
    });
  }
}
