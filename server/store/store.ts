import { closeSync, openSync } from 'node:fs';
import { Kysely, Migrator } from 'kysely';
import { postgresDialect } from './dialect/postgres.ts';
import { sqliteDialect } from './dialect/sqlite.ts';
import { migrations } from './migrations/list.ts';
import { openingFault } from './openingError.ts';
import type { Store, Tables } from './tables.ts';

/** How long a write waits for another process that holds the store, in milliseconds. */
const STORE_PATIENCE_MS = 10_000;

/**
 * Opens the store and brings it to the newest schema. Several programs may do so at once, over one store.
 *
 * @param address path of a SQLite file, made when it is not there; or a `postgres://` URL
 * @param patienceMs how long a write waits for another process that holds the store, in milliseconds
 * @throws StartFault when it cannot be reached or written, is damaged or no store, or was written by a newer version
 */
export async function openStore(address: string, patienceMs = STORE_PATIENCE_MS): Promise<Store> {
  try {
    return await openNewest(address, patienceMs);
  } catch (error) {
    throw openingFault(isPostgres(address) ? null : address, error);
  }
}

async function openNewest(address: string, patienceMs: number): Promise<Store> {
  const store = new Kysely<Tables>({ dialect: dialectFor(address, patienceMs) });
  const migrator = new Migrator({ db: store, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return store;
  await store.destroy();
  throw error;
}

/** Whether an address names a PostgreSQL database rather than a file. */
export function isPostgres(address: string): boolean {
  return /^postgres(?:ql)?:/.test(address);
}

function dialectFor(address: string, patienceMs: number) {
  if (isPostgres(address)) return postgresDialect(address, patienceMs);
  // Before SQLite makes it legible to all; its log and index get the same permissions as the file.
  closeSync(openSync(address, 'a', 0o600));
  return sqliteDialect(address, patienceMs);
}
