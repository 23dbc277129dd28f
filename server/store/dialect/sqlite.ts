import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseConnection, SqliteDatabase, SqliteStatement } from 'kysely';
import { SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import Database from 'libsql';
import { isBusy } from './errors.ts';

/**
 * What only SQLite needs.
 *
 * Durability: WAL with synchronous FULL syncs the log at every commit, so that a license which was handed out is on
 * the disk. https://www.sqlite.org/pragma.html#pragma_synchronous
 */

/**
 * How long a single statement may wait inside SQLite, in milliseconds. Nothing else in this process runs meanwhile, so
 * it is short; the long wait for the write lock is spent outside, trying again.
 */
const BUSY_TIMEOUT_MS = 100;
/** Pause between two tries for the write lock, in milliseconds. */
const RETRY_MS = 20;

/**
 * An order touches some thirty pages, spread over as many places as there are indexes. Copying them from the log into the
 * store four times as seldom as by default, 16 MB of log, finds most of them changed several times; a cache of 64 MB
 * holds the upper levels of every index of a million licenses.
 */
const LOG_PAGES = 4000;
const CACHE_KIB = 65_536;

type Native = InstanceType<typeof Database>;

/**
 * Opens a store file, making it when it is not there.
 *
 * @param path the SQLite file
 * @param patienceMs how long a transaction waits for the write lock, in milliseconds
 */
export function sqliteDialect(path: string, patienceMs: number): SqliteDialect {
  const native = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  native.exec('PRAGMA journal_mode = WAL');
  native.exec('PRAGMA synchronous = FULL');
  native.exec('PRAGMA foreign_keys = ON');
  native.exec(`PRAGMA wal_autocheckpoint = ${LOG_PAGES}`);
  native.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
  return new ImmediateSqliteDialect(native, patienceMs);
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #native: Native;
  readonly #patienceMs: number;

  constructor(native: Native, patienceMs: number) {
    super({ database: rememberStatements(native) });
    this.#native = native;
    this.#patienceMs = patienceMs;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#native, this.#patienceMs);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}

/** SQLite rolls schema changes back like any other, so a migration that crashes half-way leaves nothing behind. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Takes the write lock when a transaction begins. A deferred one would read first and then fail without waiting when
 * another process has written in between.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #native: Native;
  readonly #patienceMs: number;
  #lastTurn: Promise<void> = Promise.resolve();
  #endTurn = () => {};

  constructor(native: Native, patienceMs: number) {
    super({ database: rememberStatements(native) });
    this.#native = native;
    this.#patienceMs = patienceMs;
  }

  /** First come, first served: Kysely's own lock lets newcomers overtake those who wait. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#lastTurn;
    let end = () => {};
    this.#lastTurn = new Promise((resolve) => {
      end = resolve;
    });
    await before;
    this.#endTurn = end;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection();
    this.#endTurn();
  }

  // exec and not a prepared statement: the driver never resets a statement that failed as busy, and then no later
  // transaction of this connection can commit (https://github.com/tursodatabase/libsql-client-ts/issues/352).
  override async beginTransaction(): Promise<void> {
    const until = performance.now() + this.#patienceMs;
    while (!this.#begin(performance.now() < until)) await delay(RETRY_MS);
  }

  /** @returns false when the lock is held by somebody else and may be tried again */
  #begin(mayTryAgain: boolean): boolean {
    try {
      this.#native.exec('BEGIN IMMEDIATE');
      return true;
    } catch (error) {
      if (mayTryAgain && isBusy(error)) return false;
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    this.#native.exec('COMMIT');
  }

  override async rollbackTransaction(): Promise<void> {
    // A full disk ends the transaction by itself; a second ROLLBACK would hide the reason.
    if (this.#native.inTransaction) this.#native.exec('ROLLBACK');
  }

  override async destroy(): Promise<void> {
    if (!this.#native.open) return;
    this.#native.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    await super.destroy();
  }
}

/**
 * Keeps prepared statements: the driver frees them only when garbage is collected, which knows nothing of the memory
 * behind them.
 */
function rememberStatements(native: Native): SqliteDatabase {
  const known = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const statement = known.get(sql) ?? checkedStatement(native.prepare(sql), () => known.delete(sql));
      known.set(sql, statement);
      return statement;
    },
    close() {
      known.clear();
      native.close();
    },
  };
}

function checkedStatement(statement: SqliteStatement, failed: () => void): SqliteStatement {
  const guarded = <Result>(parameters: readonly unknown[], run: () => Result): Result => {
    for (const parameter of parameters) checkParameter(parameter);
    try {
      return run();
    } catch (error) {
      failed();
      throw error;
    }
  };
  return {
    reader: statement.reader,
    all: (parameters) => guarded(parameters, () => statement.all(parameters)),
    run: (parameters) => guarded(parameters, () => statement.run(parameters)),
    iterate: (parameters) => guarded(parameters, () => statement.iterate(parameters)),
  };
}

/** The driver aborts the whole process on a boolean; a fault of ours must stay an exception. */
function checkParameter(parameter: unknown): void {
  const storable = parameter === null || ['string', 'number', 'bigint'].includes(typeof parameter);
  if (!storable) throw new TypeError(`a ${typeof parameter} cannot be stored`);
}
