import { isThere, readIfThere } from '../../server/dataFolder.ts';
import { type Keystore, openKeystore } from '../../server/keys/keystore.ts';
import { checkVendor } from '../../server/keys/vendorCheck.ts';
import type { Actor } from '../../server/licensing/administration/parts.ts';
import { type Catalog, readCatalog } from '../../server/licensing/catalog.ts';
import { byProduct, type Products } from '../../server/licensing/products.ts';
import type { ProductFolder } from '../../server/productFolder.ts';
import { CommandError } from '../errors.ts';
import { shown } from '../files.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { readPassphrase } from '../passphrase.ts';
import { readVendorFile } from '../vendorFile.ts';

/** Names the command line in the audit trail. */
export const actor: Actor = 'command-line';

/** What is sold, and the secrets that recognize serial numbers. */
interface OpenedSale {
  readonly catalog: Catalog;
  readonly keystore: Keystore;
}

/**
 * Opens catalog and keystore.
 *
 * @throws CommandError `vendor-missing`, `keys-missing`, `passphrase-missing`; ConfigurationError when a file is damaged
 *   or does not open
 */
export async function openSale(folder: ProductFolder, environment: CommandEnvironment): Promise<OpenedSale> {
  const catalog = readCatalogOf(folder);
  return { catalog, keystore: await openKeystore(folder.keystore, await passphraseOf(environment)) };
}

/** As {@link openSale}, for several products, whose keystores have one passphrase. */
export async function openSales(
  folders: readonly ProductFolder[],
  environment: CommandEnvironment,
): Promise<readonly OpenedSale[]> {
  const closed = folders.map((folder) => ({ catalog: readCatalogOf(folder), path: folder.keystore }));
  const passphrase = await passphraseOf(environment);
  const opened: OpenedSale[] = [];
  // One after another: opening a keystore needs 128 MiB.
  for (const { catalog, path } of closed) opened.push({ catalog, keystore: await openKeystore(path, passphrase) });
  return opened;
}

function passphraseOf(environment: CommandEnvironment): Promise<string> {
  return readPassphrase('KEYFERRY_PASSPHRASE', { environment: environment.variables, streams: environment });
}

function readCatalogOf({ catalog: path, keystore }: ProductFolder): Catalog {
  if (!isThere(path)) throw new CommandError('vendor-missing', { path: shown(path) });
  const catalog = readCatalog(path);
  if (!isThere(keystore)) throw new CommandError('keys-missing', { path: shown(keystore) });
  return catalog;
}

/** Reads the catalogs of products, which is all that returns need. @throws as `openSale` */
export function readCatalogs(folders: readonly ProductFolder[]): Products<{ readonly catalog: Catalog }> {
  return byProduct(folders.map((folder) => ({ catalog: readCatalogOf(folder) })));
}

/**
 * Opens all that issuing licenses of products needs, checked as a service checks it at its start.
 *
 * @throws as `openSale`; CommandError `vendor-invalid`, `keyset-missing`; ConfigurationError when the parts do not
 *   belong together, or no key may sign now
 */
export async function openIssuing(
  folders: readonly ProductFolder[],
  environment: CommandEnvironment,
): Promise<Products> {
  const shipped = folders.map((folder) => ({ profile: readVendorFile(folder), keyset: keysetIn(folder) }));
  const sales = await openSales(folders, environment);
  const opened = sales.flatMap((sale, index) => {
    const files = shipped[index];
    return files ? [{ ...sale, keyset: checkVendor({ ...sale, ...files }, environment.now()) }] : [];
  });
  return byProduct(opened);
}

function keysetIn({ keyset }: ProductFolder): Uint8Array {
  const file = readIfThere(keyset);
  if (file === null) throw new CommandError('keyset-missing', {});
  return file;
}
