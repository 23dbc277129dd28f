import { type DataFolder, isThere, readIfThere } from '../../server/dataFolder.ts';
import { type Keystore, openKeystore } from '../../server/keys/keystore.ts';
import { checkVendor, type InstalledKeyset } from '../../server/keys/vendorCheck.ts';
import type { Actor } from '../../server/licensing/administration/parts.ts';
import { type Catalog, readCatalog } from '../../server/licensing/catalog.ts';
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
export async function openSale(folder: DataFolder, environment: CommandEnvironment): Promise<OpenedSale> {
  if (!isThere(folder.catalog)) throw new CommandError('vendor-missing', { path: shown(folder.catalog) });
  const catalog = readCatalog(folder.catalog);
  if (!isThere(folder.keystore)) throw new CommandError('keys-missing', { path: shown(folder.keystore) });
  const source = { environment: environment.variables, streams: environment };
  return {
    catalog,
    keystore: await openKeystore(folder.keystore, await readPassphrase('KEYFERRY_PASSPHRASE', source)),
  };
}

/**
 * Opens all that issuing needs, checked as a service checks it at its start.
 *
 * @throws as `openSale`; CommandError `vendor-invalid`, `keyset-missing`; ConfigurationError when the parts do not
 *   belong together, or no key may sign now
 */
export async function openIssuing(
  folder: DataFolder,
  environment: CommandEnvironment,
): Promise<OpenedSale & { readonly keyset: InstalledKeyset }> {
  const profile = readVendorFile(folder);
  const file = readIfThere(folder.keyset);
  if (file === null) throw new CommandError('keyset-missing', {});
  const sale = await openSale(folder, environment);
  return { ...sale, keyset: checkVendor({ ...sale, profile, keyset: file }, environment.now()) };
}
