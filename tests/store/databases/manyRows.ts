import { sql } from 'kysely';
import { isPostgres, openStore } from '../../../server/store/store.ts';

/** Rows per statement, to limit the size of transactions. */
const STEP = 100_000;
/** How long a statement may take. */
const HOUR_MS = 3_600_000;
/** Length of a demonstration license, in characters. */
const LICENSE_LENGTH = 1300;

/**
 * Fills a store with serial numbers, each with one seat, a license with five bindings, and a row of the audit trail. Ids
 * and keys are scattered like those of real orders, so that the indexes are.
 *
 * @param address of a store
 * @param from number of the first serial number
 * @param to number after the last one
 */
export async function addManyRows(address: string, from: number, to: number): Promise<void> {
  const engine = isPostgres(address) ? onPostgres : onSqlite;
  const store = await openStore(address, undefined, { limits: { answerMs: HOUR_MS } });
  await store.connection().execute(async (connection) => {
    const run = (text: string) => sql.raw<{ readonly name: string; readonly text: string }>(text).execute(connection);
    for (const setting of engine.begin) await run(setting);
    // One index after the other, sorted, is built many times faster than all of them row by row.
    const { rows: indexes } = await run(engine.indexes);
    for (const { name } of indexes) await run(`drop index ${name}`);
    for (let start = from; start < to; start += STEP) {
      const numbers = engine.numbers(start, Math.min(start + STEP, to));
      for (const statement of statements(engine.scatter)) await run(`${statement} from ${numbers}`);
    }
    for (const { text } of indexes) await run(text);
    for (const setting of engine.end) await run(setting);
  });
  await store.destroy();
}

/** Checks of foreign keys and waiting for the disk would take most of the time. */
const onPostgres = {
  begin: [
    'set session_replication_role = replica',
    'set synchronous_commit = off',
    `set maintenance_work_mem = '512MB'`,
  ],
  indexes: `select indexname as name, indexdef as text from pg_indexes where schemaname = 'public'
    and indexname not in (select conname from pg_constraint)`,
  numbers: (from: number, to: number) => `generate_series(${from}, ${to - 1}) as many(n)`,
  scatter: (kind: string) => `substr(md5('${kind}' || n), 1, 22)`,
  end: ['reset session_replication_role', 'reset synchronous_commit', 'reset maintenance_work_mem', 'vacuum analyze'],
};

const onSqlite = {
  begin: ['pragma foreign_keys = off', 'pragma synchronous = off', 'pragma cache_size = -1000000'],
  indexes: `select name, sql as text from sqlite_master where type = 'index' and sql is not null`,
  numbers: (from: number, to: number) =>
    `(with recursive many(n) as (select ${from} union all select n + 1 from many where n < ${to - 1}) select n from many)`,
  // Multiplying by an odd number permutes the numbers of 32 bits.
  scatter: (kind: string) => `printf('%08x${kind.padEnd(14, '-')}', (n * 2654435761) & 4294967295)`,
  end: [
    'pragma wal_checkpoint(truncate)',
    'pragma cache_size = -65536',
    'pragma synchronous = full',
    'pragma foreign_keys = on',
  ],
};

const components = ['os', 'system', 'board', 'disk', 'network'];

// The trail's numbers are negative, so that they precede those of the measurement.
const statements = (id: (kind: string) => string) => [
  `insert into serials (id, digest, masked, product, license_type, seats, created_at)
   select ${id('serial')}, ${id('digest')}, '*****-*****-*****-00000', 'orrery', 'pro', 5, '2026-01-01T00:00:00Z'`,
  `insert into seats (id, pool, serial_id, sold, number, taken_at)
   select ${id('seat')}, ${id('serial')}, ${id('serial')}, 5, 1, '2026-01-01T00:00:00Z'`,
  `insert into seat_keys (pool, installation_key, seat_id) select ${id('serial')}, ${id('key')}, ${id('seat')}`,
  `insert into licenses (id, request_id, order_digest, product, seat_id, installation_key, issued_at, file, license_type,
     machine, holder_folded, serial_id, ordinal)
   select ${id('license')}, ${id('request')}, ${id('order')}, 'orrery', ${id('seat')}, ${id('key')},
     '2026-01-01T00:00:00Z', '${'x'.repeat(LICENSE_LENGTH)}', 'pro', ${id('machine')}, ${id('holder')}, ${id('serial')}, 1`,
  ...components.map(
    (component) => `insert into license_bindings (license_id, component, value)
      select ${id('license')}, '${component}', ${id(component)}`,
  ),
  `insert into audit (sequence, entry, previous_hash, hash)
   select -n - 1, '${'{}'.padEnd(400)}', ${id('before')}, ${id('hash')}`,
];
