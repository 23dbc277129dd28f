import { existsSync } from 'node:fs';
import { Kysely, Migrator } from 'kysely';
import { ensureOwnedFile } from '../../files/ownership.ts';
import { fileError } from '../fileError.ts';
import type { StoreLimits, StoreObserver } from './dialect/limits.ts';
import { openingError } from './dialect/openingError.ts';
import { postgresDialect } from './dialect/postgres.ts';
import { sqliteDialect } from './dialect/sqlite.ts';
import { migrations } from './migrations/list.ts';
import type { Store, Tables } from './tables.ts';

/** How long opening the store waits for the write lock, in milliseconds. */
const PATIENCE_MS = 10_000;
/** A transaction waits for the lock for less time than a job may take, which then still knows that nothing was written. */
const LIMITS: StoreLimits = { lockMs: 3000, answerMs: 5000, connectMs: 5000 };
/** How long PostgreSQL may take for a statement of a migration, which may build an index over all rows, in milliseconds. */
const MIGRATION_ANSWER_MS = 600_000;

/**
 * Opens the store and migrates it to the newest schema. Several programs may open one store at the same time.
 *
 * @param address path of a SQLite file, created if missing; or a `postgres://` URL
 * @param patienceMs how long to wait for the write lock, in milliseconds
 * @throws ConfigurationError when the store is unreachable, not writable, damaged, not a store, or of a newer version
 */
export async function openStore(address: string, patienceMs = PATIENCE_MS, options: StoreOptions = {}): Promise<Store> {
  try {
    return await openNewest(address, patienceMs, options);
  } catch (error) {
    throw openingError(isPostgres(address) ? null : address, error);
  }
}

export interface StoreOptions {
  /** Replaces some of the defaults. */
  readonly limits?: Partial<StoreLimits>;
  readonly observer?: StoreObserver;
}

async function openNewest(address: string, patienceMs: number, options: StoreOptions): Promise<Store> {
  const usual = { ...LIMITS, ...options.limits };
  const limits: StoreLimits = { ...usual, lockMs: patienceMs, answerMs: MIGRATION_ANSWER_MS };
  const store = new Kysely<Tables>({ dialect: dialectFor(address, limits, options.observer) });
  const migrator = new Migrator({ db: store, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await store.destroy();
    throw error;
  }
  limits.lockMs = Math.min(patienceMs, usual.lockMs);
  limits.answerMs = usual.answerMs;
  return store;
}

/** @returns whether an address is a PostgreSQL URL; otherwise it is a file path */
export function isPostgres(address: string): boolean {
  return /^postgres(?:ql)?:/.test(address);
}

function dialectFor(address: string, limits: StoreLimits, observer?: StoreObserver) {
  if (isPostgres(address)) return postgresDialect(address, limits, observer);
  claimFiles(address);
  return sqliteDialect(address, limits, observer);
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
