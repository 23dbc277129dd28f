import { closeSync, openSync } from 'node:fs';
import { Kysely, Migrator, sql } from 'kysely';
import { STORE_PATIENCE_MS, sqliteDialect } from './dialect.ts';
import { migrations } from './migrations/list.ts';
import type { Store, Tables } from './tables.ts';

/**
 * Opens the store and brings it to the newest schema.
 *
 * @param path the SQLite file, made when it is not there
 * @param patienceMs how long a write waits for another process that holds the store, in milliseconds
 * @throws Error when the file is no database, or was written by a newer version
 */
export async function openStore(path: string, patienceMs = STORE_PATIENCE_MS): Promise<Store> {
  // Before SQLite makes it legible to all; its log and index get the same permissions as the file.
  closeSync(openSync(path, 'a', 0o600));
  const store = new Kysely<Tables>({ dialect: sqliteDialect(path, patienceMs) });
  const migrator = new Migrator({ db: store, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return store;
  await store.destroy();
  throw new Error(`The store ${path} cannot be brought to the current schema.`, { cause: error });
}

/** Whether the store answers. */
export async function storeAnswers(store: Store): Promise<boolean> {
  try {
    await sql`select 1`.execute(store);
    return true;
  } catch {
    return false;
  }
}
