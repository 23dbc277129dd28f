import { resolve } from 'node:path';
import { type DataFolder, dataFolderAt } from '../server/dataFolder.ts';
import { productNamed } from '../server/licensing/products.ts';
import { type ProductFolder, productFolders } from '../server/productFolder.ts';
import { CommandError } from './errors.ts';
import { shown } from './files.ts';
import { option } from './framework/parameters.ts';
import { folder, text } from './framework/valueTypes.ts';

/** The option by which commands name the vendor's data folder. */
export const dataOption = {
  data: option({
    ...{ value: 'FOLDER', type: folder, help: 'Data folder' },
    defaultText: 'KEYFERRY_DATA, else .keyferry',
  }),
};

/** Options of the commands that work on one product. */
export const productOptions = {
  product: option({ value: 'ID', type: text, help: 'Product; needed when there are several' }),
  ...dataOption,
};

export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * @param named by `--data`; if absent, KEYFERRY_DATA names it, as for the service
 * @param variables environment variables
 */
export function folderFor(named: string | undefined, variables: Variables): DataFolder {
  return dataFolderAt(resolve(named ?? (variables.KEYFERRY_DATA?.trim() || '.keyferry')));
}

/**
 * Chooses a product of the data folder.
 *
 * @param given values of {@link productOptions}
 * @throws CommandError `vendor-missing`; Refusal `product-unclear`, `product-unknown`
 */
export function productFor(
  { data, product }: { readonly data: string | undefined; readonly product: string | undefined },
  variables: Variables,
): ProductFolder {
  return productIn(folderFor(data, variables), product);
}

/** @param product its id; undefined: the only one */
export function productIn(dataFolder: DataFolder, product: string | undefined): ProductFolder {
  const all = new Map(productFolders(dataFolder).map((each) => [each.product, each]));
  if (all.size === 0) throw new CommandError('vendor-missing', { path: shown(dataFolder.products) });
  const [only] = all.values();
  // A damaged catalog names no product; opening it explains that.
  return only?.product === '' ? only : productNamed(all, product);
}
