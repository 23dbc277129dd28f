import { isThere, readIfThere } from '../../server/dataFolder.ts';
import { readInstalled } from '../../server/keys/vendorCheck.ts';
import { readCatalog } from '../../server/licensing/catalog.ts';
import { type ProductFolder, productFolders } from '../../server/productFolder.ts';
import { exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { CommandError } from '../errors.ts';
import { shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { tableOf } from '../table.ts';
import { printableJson } from '../terminalText.ts';
import { commonOptions } from '../vendor/options.ts';
import { readVendorFile } from '../vendorFile.ts';
import { productTexts } from './texts.ts';

export const command = defineCommand({
  name: 'products list',
  summary: 'List the products of the vendor, the main one first.',
  description:
    'The main product is the one that pages show first. The lines of products/order.txt in the data folder set the order.',
  options: commonOptions,
  examples: [{ does: 'List the products as JSON', line: 'products list --json' }],
  async run({ data, json }, { stdout, variables }) {
    const products = productFolders(folderFor(data, variables)).map(readProduct);
    stdout.write(json ? `${printableJson(products, 2)}\n` : asText(products));
    return exitCodes.success;
  },
});

interface ListedProduct {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly licenseTypes: readonly string[];
  /** Null before the first is installed. */
  readonly keyset: { readonly version: number; readonly epoch: number } | null;
  /** Whether the service serves it: it has keys and a keyset. */
  readonly served: boolean;
}

/** @throws CommandError `vendor-missing`, `vendor-invalid`; ConfigurationError when a file is damaged */
function readProduct(folder: ProductFolder): ListedProduct {
  const profile = readVendorFile(folder);
  if (!isThere(folder.catalog)) throw new CommandError('vendor-missing', { path: shown(folder.catalog) });
  const { product, licenseTypes } = readCatalog(folder.catalog);
  const file = readIfThere(folder.keyset);
  const keyset = file && readInstalled(file, profile);
  return {
    ...product,
    licenseTypes: licenseTypes.map(({ id }) => id),
    keyset: keyset && { version: keyset.version, epoch: keyset.epoch },
    served: keyset !== null && isThere(folder.keystore),
  };
}

function asText(products: readonly ListedProduct[]): string {
  if (products.length === 0) return productTexts.noProducts;
  const { states } = productTexts;
  const rows = products.map(({ id, name, version, licenseTypes, keyset, served }, index) => [
    id,
    shown(name),
    shown(version),
    licenseTypes.join(', '),
    keyset === null ? '' : String(keyset.version),
    served ? (index === 0 ? states.main : states.served) : states.unfinished,
  ]);
  return tableOf([productTexts.columns, ...rows]);
}
