import { existsSync } from 'node:fs';
import { databaseUrlIn } from '../../server/configuration.ts';
import { type DataFolder, readIfThere } from '../../server/dataFolder.ts';
import { type Keystore, openKeystore } from '../../server/keys/keystore.ts';
import { checkVendor, type InstalledKeyset } from '../../server/keys/vendorCheck.ts';
import type { Actor } from '../../server/licensing/administration/parts.ts';
import { type Catalog, readCatalog } from '../../server/licensing/catalog.ts';
import { isUnavailable } from '../../server/store/dialect/errors.ts';
import { openStore } from '../../server/store/store.ts';
import type { Streams } from '../command.ts';
import { CommandError } from '../errors.ts';
import { shown } from '../files.ts';
import { type OpenStore, withStore } from '../openStore.ts';
import { readPassphrase } from '../passphrase.ts';
import { readVendorFile } from '../vendorFile.ts';

/** How what is done here stands in the audit trail. */
export const actor: Actor = 'command-line';
export const now = () => new Date();

/**
 * What is sold, and the secrets without which no serial number is known.
 *
 * @throws Trouble `vendor-missing`, `keys-missing`, `passphrase-missing`; StartFault when a file is damaged or does not open
 */
export async function openSale(
  folder: DataFolder,
  streams: Streams,
): Promise<{ readonly catalog: Catalog; readonly keystore: Keystore }> {
  if (!existsSync(folder.catalog)) throw new CommandError('vendor-missing', { path: shown(folder.catalog) });
  const catalog = readCatalog(folder.catalog);
  if (!existsSync(folder.keystore)) throw new CommandError('keys-missing', { path: shown(folder.keystore) });
  const passphrase = await readPassphrase('KEYFERRY_PASSPHRASE', { environment: process.env, streams });
  return { catalog, keystore: await openKeystore(folder.keystore, passphrase) };
}

/**
 * The same, and the keyset in force: all that issuing needs, held together as a service does at its start.
 *
 * @throws as `openSale`; Trouble `vendor-invalid`, `keyset-missing`; StartFault when they do not belong together, or no
 *   key may sign now
 */
export async function openIssuing(
  folder: DataFolder,
  streams: Streams,
): Promise<{ readonly catalog: Catalog; readonly keystore: Keystore; readonly keyset: InstalledKeyset }> {
  const profile = readVendorFile(folder);
  const file = readIfThere(folder.keyset);
  if (file === null) throw new CommandError('keyset-missing', {});
  const sale = await openSale(folder, streams);
  return { ...sale, keyset: checkVendor({ ...sale, profile, keyset: file }, now()) };
}

/** A vendor without a running service has no store before the first serial number or license. */
export async function makeStore(folder: DataFolder): Promise<void> {
  const url = databaseUrlIn(process.env);
  if (url === undefined && !existsSync(folder.store)) await (await openStore(folder.store)).destroy();
}

/**
 * Does something with the store, beside a service or without one.
 *
 * @throws Trouble `store-missing`, `store-unavailable`; StartFault when it cannot be opened; whatever the work throws
 */
export async function withAdmin<Result>(
  folder: DataFolder,
  work: (open: OpenStore) => Promise<Result>,
): Promise<Result> {
  return withStore(folder, process.env, async (open) => {
    try {
      return await work(open);
    } catch (error) {
      throw isUnavailable(error) ? new CommandError('store-unavailable', {}) : error;
    }
  });
}
