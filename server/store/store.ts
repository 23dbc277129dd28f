import { existsSync } from 'node:fs';
import { Kysely, Migrator } from 'kysely';
import { fileError } from '../fileError.ts';
import { ensureOwnedFile } from '../ownership.ts';
import { postgresDialect } from './dialect/postgres.ts';
import { sqliteDialect } from './dialect/sqlite.ts';
import { migrations } from './migrations/list.ts';
import { openingError } from './openingError.ts';
import type { Store, Tables } from './tables.ts';

/** How long a write waits for the store's write lock, in milliseconds. */
const LOCK_TIMEOUT_MS = 10_000;

/**
 * Opens the store and migrates it to the newest schema. Several programs may open one store at the same time.
 *
 * @param address path of a SQLite file, created if missing; or a `postgres://` URL
 * @param lockTimeoutMs how long a write waits for the write lock, in milliseconds
 * @throws ConfigurationError when the store is unreachable, not writable, damaged, not a store, or of a newer version
 */
export async function openStore(address: string, lockTimeoutMs = LOCK_TIMEOUT_MS): Promise<Store> {
  try {
    return await openNewest(address, lockTimeoutMs);
  } catch (error) {
    throw openingError(isPostgres(address) ? null : address, error);
  }
}

async function openNewest(address: string, lockTimeoutMs: number): Promise<Store> {
  const store = new Kysely<Tables>({ dialect: dialectFor(address, lockTimeoutMs) });
  const migrator = new Migrator({ db: store, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return store;
  await store.destroy();
  throw error;
}

/** @returns whether an address is a PostgreSQL URL; otherwise it is a file path */
export function isPostgres(address: string): boolean {
  return /^postgres(?:ql)?:/.test(address);
}

function dialectFor(address: string, lockTimeoutMs: number) {
  if (isPostgres(address)) return postgresDialect(address, lockTimeoutMs);
  claimFiles(address);
  return sqliteDialect(address, lockTimeoutMs);
}

/**
 * Creates the file with its owner and permissions, which SQLite gives to log and index: SQLite itself would create it
 * readable by everyone.
 *
 * @throws ConfigurationError that names the file, of the three, that cannot be written
 */
function claimFiles(path: string): void {
  for (const file of [path, ...[`${path}-wal`, `${path}-shm`].filter((one) => existsSync(one))]) {
    try {
      ensureOwnedFile(file, 0o600);
    } catch (error) {
      throw fileError(file, 'written', error);
    }
  }
}
