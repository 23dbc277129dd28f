import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { Id } from '../src/contract/licenseType.ts';
import { type DataFolder, isThere, readIfThere } from './dataFolder.ts';
import { fileError } from './fileError.ts';

/** A data folder with the paths of one product's files; docs/operations.md describes them. */
export interface ProductFolder extends DataFolder {
  /** Id of the product. */
  readonly product: string;
  readonly catalog: string;
  readonly profile: string;
  readonly keystore: string;
  /** Only in the demonstration. */
  readonly rootKeystore: string;
  readonly keyset: string;
  /** The next keyset, not yet signed by a root key. */
  readonly draft: string;
  /** The product's one-file page for this service. */
  readonly page: string;
}

/** Names of a product's files. */
export const productFiles = {
  catalog: 'catalog.json',
  profile: 'vendor.json',
  keystore: 'keystore.json',
  rootKeystore: 'root.keystore.json',
  keyset: 'keyset.xml',
  draft: 'keyset.draft.json',
  page: 'keyferry.html',
} as const;

/** @param product its id */
export function productFolderAt(folder: DataFolder, product: string): ProductFolder {
  return filesIn(folder, product, join(folder.products, product));
}

function filesIn(folder: DataFolder, product: string, path: string): ProductFolder {
  const at = (file: keyof typeof productFiles) => join(path, productFiles[file]);
  return {
    ...folder,
    product,
    catalog: at('catalog'),
    profile: at('profile'),
    keystore: at('keystore'),
    rootKeystore: at('rootKeystore'),
    keyset: at('keyset'),
    draft: at('draft'),
    page: at('page'),
  };
}

/**
 * Lists the products of a data folder. A folder of a version that had one product is read as it is; `moveIntoProducts`
 * changes it.
 *
 * @returns the main product first
 * @throws ConfigurationError when the folder cannot be read
 */
export function productFolders(folder: DataFolder): readonly ProductFolder[] {
  const single = singleProduct(folder);
  if (single !== null) return [single];
  const listed = productOrder(folder);
  const ids = idsIn(folder);
  const ordered = [...listed.filter((id) => ids.includes(id)), ...ids.filter((id) => !listed.includes(id))];
  return ordered.map((id) => productFolderAt(folder, id));
}

/** @returns the product of a folder that holds the files of one product itself; null for all other folders */
export function singleProduct(folder: DataFolder): ProductFolder | null {
  if (isThere(folder.products)) return null;
  const files = filesIn(folder, '', folder.path);
  if (![files.catalog, files.profile, files.keystore].some(isThere)) return null;
  return { ...files, product: productNamedIn(files.catalog) ?? productNamedIn(files.profile) ?? '' };
}

/** @returns null when the file is missing or damaged, which whoever needs the file explains */
function productNamedIn(path: string): string | null {
  const bytes = readIfThere(path);
  try {
    const text = new TextDecoder().decode(bytes ?? undefined).replace(/^\ufeff/, '');
    return v.parse(v.object({ product: v.object({ id: Id }) }), JSON.parse(text)).product.id;
  } catch {
    return null;
  }
}

function idsIn({ products }: DataFolder): readonly string[] {
  if (!isThere(products)) return [];
  try {
    const entries = readdirSync(products, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isFile() && v.is(Id, entry.name))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    throw fileError(products, 'read', error);
  }
}

/** The ids of the products in their order, a line each. Products that it lacks follow in alphabetical order. */
function productOrder({ productOrder: path }: DataFolder): readonly string[] {
  if (!isThere(path)) return [];
  const lines = new TextDecoder().decode(readIfThere(path) ?? undefined).split(/\r?\n/);
  return [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))];
}

/** @returns the content of the file with the order, with a product at its end */
export function orderWith(folder: DataFolder, product: string): string {
  const before = productFolders(folder).map((each) => each.product);
  return `${[...before.filter((id) => id !== product), product].join('\n')}\n`;
}
