import { writeWhole } from '../../files/atomicFile.ts';
import { isThere } from '../../server/dataFolder.ts';
import { allowProduct } from '../../server/keys/keystore.ts';
import { rules } from '../../src/documents/rules.ts';
import { exitCodes } from '../command.ts';
import { CommandError, UsageError } from '../errors.ts';
import { explained, shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument, option } from '../framework/parameters.ts';
import { file as fileType, text } from '../framework/valueTypes.ts';
import { readPassphrase } from '../passphrase.ts';
import { passphraseSourceOf } from './keystore/openKeystore.ts';
import { publicText } from './keystore/rootKey.ts';
import { rootPassphraseNote } from './options.ts';

export const command = defineCommand({
  name: 'keys allow',
  summary: 'Allow a root key to sign the keysets of a further product.',
  description:
    'A root key signs for the product that it was created for. One root key for all products is one thing less to ' +
    'keep safe; whoever steals it can sign for all of them. FILE and FILE.pub are rewritten. Earlier copies of FILE ' +
    'stay as they are: run the command for each.',
  arguments: { file: argument({ value: 'FILE', type: fileType, help: 'Root key' }) },
  options: { product: option({ value: 'ID', type: text, required: true, help: 'Id of the further product' }) },
  notes: rootPassphraseNote,
  examples: [{ does: 'Use a root key for a second product', line: 'keys allow root.json --product nova' }],
  async run({ file, product }, environment) {
    if (rules.name(product) !== true) throw new UsageError(texts.productWrong);
    if (!isThere(file)) throw new CommandError('file-missing', { path: shown(file) });
    const passphrase = await readPassphrase('KEYFERRY_ROOT_PASSPHRASE', passphraseSourceOf(environment));
    const { products, publicKey } = await allowProduct(file, passphrase, product);
    const publicFile = `${file}.pub`;
    explained(publicFile, 'file-unwritable', () => writeWhole(publicFile, publicText(products, publicKey), 0o644));
    environment.stdout.write(texts.allowed(shown(file), products));
    return exitCodes.success;
  },
});

const texts = {
  productWrong: '--product takes the id of a product.',
  allowed: (path: string, products: readonly string[]) =>
    products.length === 0
      ? `${path} signs for every product.\n`
      : `${path} signs for ${products.join(', ')} now. Copies of it, and of its .pub file, do not change.\n`,
} as const;
