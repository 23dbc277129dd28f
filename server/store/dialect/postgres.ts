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

/** Connections per service: one writes, the others read. */
const CONNECTIONS = 8;
/** Time limit for opening a connection, in milliseconds. */
const CONNECT_MS = 5000;
/** Ends the transaction of a program that vanished while holding the lock; in milliseconds. */
const IDLE_IN_TRANSACTION_MS = 10_000;
/** Number of the advisory lock: "keyf" in ASCII. */
const WRITE_LOCK = 0x6b657966;

/**
 * Creates a dialect that connects on the first query.
 *
 * Durability: each connection sets `synchronous_commit`, which overrides a server configured for speed.
 * https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-SYNCHRONOUS-COMMIT
 *
 * @param url `postgres://…` with any parameters that libpq supports
 * @param lockTimeoutMs how long a transaction waits for the write lock, in milliseconds
 */
export function postgresDialect(url: string, lockTimeoutMs: number): PostgresDialect {
  const settings = {
    synchronous_commit: 'on',
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  };
  const pool = new Pool({
    connectionString: url,
    // Concurrent queries share a round trip.
    pipeline: true,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'keyferry',
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  // Without listeners, an idle connection that is cut ends the process. The next query reports the error.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new LockingPostgresDialect({ pool: pipelining(pool) });
}

/** Returns the same wrapper for the same connection, because Kysely identifies connections by object. */
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
 * Takes the write lock when a transaction begins, so that each transaction sees all earlier writes, as on SQLite. The
 * server grants the lock in order of request and releases it at the end of the transaction.
 */
class LockingPostgresDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`begin; select pg_advisory_xact_lock(${WRITE_LOCK})`));
  }
}
