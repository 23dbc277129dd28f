import { dirname } from 'node:path';
import { makeWithParents } from '../../files/folders.ts';
import { type DataFolder, makeFolder, readIfThere } from '../../server/dataFolder.ts';
import { writeDataFile } from '../../server/fileError.ts';
import type { Catalog } from '../../server/licensing/catalog.ts';
import { orderWith, type ProductFolder, productFolderAt, productFolders } from '../../server/productFolder.ts';
import type { VendorProfile } from '../../src/vendor/profile.ts';
import { CommandError } from '../errors.ts';
import { shown } from '../files.ts';
import { vendorText } from '../vendorFile.ts';

/**
 * Writes the two files of a new product. Replaces none; one with the same content comes from an interrupted run of the
 * same command.
 *
 * @throws CommandError `vendor-exists` when a file has other content
 */
export function writeProduct(
  dataFolder: DataFolder,
  { catalog, profile }: { readonly catalog: Catalog; readonly profile: VendorProfile },
): ProductFolder {
  const { id } = catalog.product;
  makeFolder(dataFolder);
  const known = productFolders(dataFolder).find(({ product }) => product === id);
  const folder = known ?? productFolderAt(dataFolder, id);
  const files = [
    { path: folder.catalog, content: `${JSON.stringify(catalog, null, 2)}\n`, mode: 0o600 },
    // Pages show all of it.
    { path: folder.profile, content: vendorText(profile), mode: 0o644 },
  ];
  for (const file of files) refuseOther(file);
  makeWithParents(dirname(folder.catalog));
  for (const { path, content, mode } of files) writeDataFile(path, content, mode);
  if (known === undefined) writeDataFile(dataFolder.productOrder, orderWith(dataFolder, id));
  return folder;
}

function refuseOther({ path, content }: { readonly path: string; readonly content: string }): void {
  const existing = readIfThere(path);
  if (existing && new TextDecoder().decode(existing) !== content) {
    throw new CommandError('vendor-exists', { path: shown(path) });
  }
}
