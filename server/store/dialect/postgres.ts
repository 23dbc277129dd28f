import type { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import {
  CompiledQuery,
  type DatabaseConnection,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type PostgresPool,
  type TransactionSettings,
} from 'kysely';
import { Client, type ClientConfig, Pool, type PoolClient } from 'pg';
import { withCheckedCertificate } from './databaseUrl.ts';
import type { StoreLimits, StoreObserver } from './limits.ts';
import { nameStatements, PipelinedClient } from './pipelinedClient.ts';

/** Connections per service: up to half of them write, the others read. */
const CONNECTIONS = 8;
/**
 * Ends the transaction of a program that vanished or was frozen while holding the lock; in milliseconds. Less than others
 * wait for the lock.
 */
const IDLE_IN_TRANSACTION_MS = 2000;
/** How long a statement outside a transaction waits for a table that another session has locked, in milliseconds. */
const TABLE_LOCK_MS = 3000;
/** Number of the advisory lock: "keyf" in ASCII. */
const WRITE_LOCK = 0x6b657966;

/**
 * Creates a dialect that connects on the first query.
 *
 * Durability: each connection sets `synchronous_commit`, which overrides a server configured for speed.
 * https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-SYNCHRONOUS-COMMIT
 *
 * @param url `postgres://…` with any parameters that libpq supports
 * @param limits read at each use, so that they may change
 */
export function postgresDialect(url: string, limits: Readonly<StoreLimits>, observer?: StoreObserver): PostgresDialect {
  const settings = {
    synchronous_commit: 'on',
    lock_timeout: TABLE_LOCK_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  };
  const pool = new Pool({
    connectionString: withCheckedCertificate(url),
    Client: ClosingClient,
    // Concurrent queries share a round trip.
    pipeline: true,
    max: CONNECTIONS,
    connectionTimeoutMillis: limits.connectMs,
    keepAlive: true,
    application_name: 'keyferry',
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  // Without listeners, an idle connection that is cut ends the process. The next query reports the error.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  observer?.poolOpened(() => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }));
  return new LockingPostgresDialect({ pool: pipelining(pool, limits, observer) }, limits);
}

/** The driver leaves a connection open when it cannot log in, which would keep the process running. */
class ClosingClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    // The driver's types do not declare the connection.
    const { connection } = this as unknown as { readonly connection: EventEmitter & { readonly stream: Duplex } };
    connection.on('error', () => connection.stream.destroy());
  }
}

/** Returns the same wrapper for the same connection, because Kysely identifies connections by object. */
function pipelining(pool: Pool, limits: Readonly<StoreLimits>, observer?: StoreObserver): PostgresPool {
  const known = new WeakMap<PoolClient, PipelinedClient>();
  const open = new Set<PoolClient>();
  // Connections opened before one of them turned out to be broken. They are closed instead of being used again.
  const suspects = new WeakSet<PoolClient>();
  const parts = {
    nameOf: nameStatements(),
    limits,
    onBroken: () => {
      for (const client of open) suspects.add(client);
    },
    onLocked: (milliseconds: number) => observer?.lockWaited(milliseconds),
    onTrailHeld: (milliseconds: number) => observer?.trailHeld(milliseconds),
  };
  pool.on('connect', (client) => {
    open.add(client);
    client.once('end', () => open.delete(client));
  });
  return {
    async connect() {
      let client = await pool.connect();
      while (suspects.has(client)) {
        client.release(true);
        client = await pool.connect();
      }
      const pipelined = known.get(client) ?? new PipelinedClient(client, parts);
      known.set(client, pipelined);
      return pipelined;
    },
    async end() {
      await pool.end();
      // A silent server does not confirm the end of a connection, which would keep the process running.
      for (const client of open) (client as PoolClient & { unref(): void }).unref();
    },
  };
}

class LockingPostgresDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;
  readonly #limits: Readonly<StoreLimits>;

  constructor(config: PostgresDialectConfig, limits: Readonly<StoreLimits>) {
    super(config);
    this.#config = config;
    this.#limits = limits;
  }

  override createDriver(): PostgresDriver {
    return new LockingPostgresDriver(this.#config, this.#limits);
  }
}

/**
 * Takes the store's lock when a transaction begins, so that each transaction sees all earlier writes, as on SQLite. The
 * server grants the lock in order of request and releases it at the end of the transaction. A transaction with a stated
 * isolation level takes locks of its own (`locks.ts`), and shares the store's with others of its kind. Each statement reads
 * what was committed before it, so what follows a lock sees what its last holder has written.
 */
class LockingPostgresDriver extends PostgresDriver {
  readonly #limits: Readonly<StoreLimits>;

  constructor(config: PostgresDialectConfig, limits: Readonly<StoreLimits>) {
    super(config);
    this.#limits = limits;
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    { isolationLevel }: TransactionSettings,
  ): Promise<void> {
    const { lockMs } = this.#limits;
    const lock = isolationLevel === undefined ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
    const statements = `begin isolation level read committed; set local lock_timeout = ${lockMs}; select ${lock}(${WRITE_LOCK})`;
    await connection.executeQuery(CompiledQuery.raw(statements));
  }
}
