import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseConnection, SqliteDatabase, SqliteStatement } from 'kysely';
import { SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import Database from 'libsql';
import { isBusy, isUnavailable } from './errors.ts';
import type { StoreLimits, StoreObserver } from './limits.ts';
import { checkTexts } from './storable.ts';

/**
 * How long a statement may wait inside SQLite, in milliseconds. Short, because it blocks the whole process; the driver
 * waits for the write lock by retrying. Opening needs more, to switch a new file to the write-ahead log.
 */
const BUSY_TIMEOUT_MS = 10;
const OPENING_TIMEOUT_MS = 100;
/** Pause between attempts to take the write lock, in milliseconds. */
const RETRY_MS = 20;

/**
 * An order changes about thirty pages across all indexes. A checkpoint at 16 MB of log, four times the default, copies
 * most of them once for several changes. A cache of 64 MB holds the upper levels of all indexes of a million licenses.
 */
const LOG_PAGES = 4000;
const CACHE_KIB = 65_536;

type Native = InstanceType<typeof Database>;

/**
 * Opens a SQLite file, creating it if missing.
 *
 * Durability: WAL mode with synchronous FULL syncs the log at every commit, so an issued license is on the disk.
 * https://www.sqlite.org/pragma.html#pragma_synchronous
 *
 * @param path the SQLite file
 * @param limits read at each use, so that they may change
 */
export function sqliteDialect(path: string, limits: Readonly<StoreLimits>, observer?: StoreObserver): SqliteDialect {
  const native = new Database(path, { timeout: OPENING_TIMEOUT_MS });
  native.exec('PRAGMA journal_mode = WAL');
  native.exec('PRAGMA synchronous = FULL');
  native.exec('PRAGMA foreign_keys = ON');
  native.exec(`PRAGMA wal_autocheckpoint = ${LOG_PAGES}`);
  native.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
  native.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  return new ImmediateSqliteDialect(native, limits, observer);
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #native: Native;
  readonly #limits: Readonly<StoreLimits>;
  readonly #observer: StoreObserver | undefined;

  constructor(native: Native, limits: Readonly<StoreLimits>, observer?: StoreObserver) {
    super({ database: rememberStatements(native) });
    this.#native = native;
    this.#limits = limits;
    this.#observer = observer;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#native, this.#limits, this.#observer);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}

/** SQLite rolls back schema changes, so an interrupted migration leaves nothing behind. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Takes the write lock when a transaction begins. A deferred transaction would read first and then fail without waiting
 * if another process has written since.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #native: Native;
  readonly #limits: Readonly<StoreLimits>;
  readonly #observer: StoreObserver | undefined;
  #lastTurn: Promise<void> = Promise.resolve();
  #endTurn = () => {};
  /** When the transaction began, in monotonic milliseconds. */
  #writingSince = 0;

  constructor(native: Native, limits: Readonly<StoreLimits>, observer?: StoreObserver) {
    super({ database: rememberStatements(native) });
    this.#native = native;
    this.#limits = limits;
    this.#observer = observer;
  }

  /** Grants the connection in order of request; Kysely's own lock lets later requests overtake. */
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

  // exec instead of a prepared statement: the driver does not reset a statement that failed as busy, which would keep
  // every later transaction of the connection from committing (https://github.com/tursodatabase/libsql-client-ts/issues/352).
  override async beginTransaction(): Promise<void> {
    const began = performance.now();
    while (!this.#begin(performance.now() - began < this.#limits.lockMs)) await delay(RETRY_MS);
    this.#writingSince = performance.now();
    this.#observer?.lockWaited(this.#writingSince - began);
  }

  /** @returns false when another connection holds the lock and the caller may retry */
  #begin(mayRetry: boolean): boolean {
    try {
      this.#native.exec('BEGIN IMMEDIATE');
      return true;
    } catch (error) {
      if (mayRetry && isBusy(error)) return false;
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    this.#native.exec('COMMIT');
    this.#observer?.trailHeld(performance.now() - this.#writingSince);
  }

  override async rollbackTransaction(): Promise<void> {
    // A full disk has already ended the transaction; another ROLLBACK would replace the original error.
    if (this.#native.inTransaction) this.#native.exec('ROLLBACK');
  }

  override async destroy(): Promise<void> {
    // A transaction may still run, although its caller has given up.
    await this.#lastTurn;
    if (!this.#native.open) return;
    this.#emptyLog();
    await super.destroy();
  }

  /** On a full disk the log stays, and the next start reads it. */
  #emptyLog(): void {
    try {
      this.#native.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    }
  }
}

/** Reuses prepared statements: the driver frees their native memory only at garbage collection. */
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

function checkedStatement(statement: SqliteStatement, onError: () => void): SqliteStatement {
  const guarded = <Result>(parameters: readonly unknown[], run: () => Result): Result => {
    checkTexts(parameters);
    for (const parameter of parameters) checkParameter(parameter);
    try {
      return run();
    } catch (error) {
      onError();
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

/** The driver aborts the whole process on a boolean; this turns it into an exception. */
function checkParameter(parameter: unknown): void {
  const storable = parameter === null || ['string', 'number', 'bigint'].includes(typeof parameter);
  if (!storable) throw new TypeError(`a ${typeof parameter} cannot be stored`);
}
