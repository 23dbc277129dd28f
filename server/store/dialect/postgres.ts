import {
  CompiledQuery,
  type DatabaseConnection,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type PostgresPool,
} from 'kysely';
import { Pool, type PoolClient } from 'pg';
import { nameStatements, PipelinedClient } from './pipelinedClient.ts';

/** What only PostgreSQL needs. */

/** Connections of one service: one writes, the others read. */
const CONNECTIONS = 8;
/** How long opening a connection may take, in milliseconds. */
const CONNECT_MS = 5000;
/** A program that vanished within a transaction would keep everybody waiting; in milliseconds. */
const IDLE_IN_TRANSACTION_MS = 10_000;
/** Names the lock among others that the same database may know; "keyferry" as a number. */
const WRITE_LOCK = 0x6b657966;

/**
 * Connects to a database when it is first asked.
 *
 * Durability: `synchronous_commit` is set on each connection, so that a server that is set up to be quicker than safe is
 * overruled. https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-SYNCHRONOUS-COMMIT
 *
 * @param url `postgres://…`; the driver takes everything that libpq takes there
 * @param patienceMs how long a transaction waits for the write lock, in milliseconds
 */
export function postgresDialect(url: string, patienceMs: number): PostgresDialect {
  const settings = {
    synchronous_commit: 'on',
    lock_timeout: patienceMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  };
  const pool = new Pool({
    connectionString: url,
    // Queries that do not wait for each other's answers share a round trip.
    pipeline: true,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'keyferry',
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  // A connection may be cut while nobody asks anything of it, in the pool or within a transaction. Whoever asks next is
  // told; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new LockingPostgresDialect({ pool: pipelining(pool) });
}

/** The driver knows a connection by its object. */
function pipelining(pool: Pool): PostgresPool {
  const nameOf = nameStatements();
  const known = new WeakMap<PoolClient, PipelinedClient>();
  return {
    async connect() {
      const client = await pool.connect();
      const pipelined = known.get(client) ?? new PipelinedClient(client, nameOf);
      known.set(client, pipelined);
      return pipelined;
    },
    end: () => pool.end(),
  };
}

class LockingPostgresDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PostgresDriver {
    return new LockingPostgresDriver(this.#config);
  }
}

/**
 * A transaction is the only writer in the whole store from its beginning to its end, as on SQLite: whoever decides sees
 * what everybody before has written. The server hands the lock on in the order of asking, and ends it with the
 * transaction, however that ends.
 */
class LockingPostgresDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`begin; select pg_advisory_xact_lock(${WRITE_LOCK})`));
  }
}
