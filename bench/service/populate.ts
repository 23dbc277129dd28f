import { sql } from 'kysely';
import { isPostgres } from '../../server/store/store.ts';
import type { Store } from '../../server/store/tables.ts';

/** Rows per statement, to limit the size of transactions. */
const STEP = 20_000;
/** Length of a demonstration license, in characters. */
const LICENSE_LENGTH = 1300;

/** Fills a store with serial numbers, each with one seat, a license with five bindings, and a row of the audit trail. */
export async function populate(store: Store, address: string, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += STEP) {
    const numbers = numbersOf(address, start, Math.min(start + STEP, to));
    for (const statement of statements) await sql.raw(`${statement} from ${numbers}`).execute(store);
  }
  if (isPostgres(address)) await sql`vacuum analyze`.execute(store);
  else await sql`pragma wal_checkpoint(truncate)`.execute(store);
}

function numbersOf(address: string, from: number, to: number): string {
  return isPostgres(address)
    ? `generate_series(${from}, ${to - 1}) as many(n)`
    : `(with recursive many(n) as (select ${from} union all select n + 1 from many where n < ${to - 1}) select n from many)`;
}

// The trail's numbers are negative, so that they precede those of the measurement.
const name = (kind: string) => `'${kind}-' || cast(n as text)`;
const components = ['os', 'system', 'board', 'disk', 'network'];

const statements = [
  `insert into serials (id, digest, masked, product, license_type, seats, created_at)
   select ${name('serial')}, ${name('digest')}, '*****-*****-*****-00000', 'orrery', 'pro', 5, '2026-01-01T00:00:00Z'`,
  `insert into seats (id, pool, serial_id, sold, number, taken_at)
   select ${name('seat')}, ${name('serial')}, ${name('serial')}, 5, 1, '2026-01-01T00:00:00Z'`,
  `insert into seat_keys (pool, installation_key, seat_id) select ${name('serial')}, ${name('key')}, ${name('seat')}`,
  `insert into licenses (id, request_id, order_digest, seat_id, installation_key, issued_at, file, license_type, machine,
     holder_folded, serial_id)
   select ${name('license')}, ${name('request')}, ${name('order')}, ${name('seat')}, ${name('key')},
     '2026-01-01T00:00:00Z', '${'x'.repeat(LICENSE_LENGTH)}', 'pro', ${name('machine')}, ${name('holder')}, ${name('serial')}`,
  ...components.map(
    (component) => `insert into license_bindings (license_id, component, value)
      select ${name('license')}, '${component}', ${name(component)}`,
  ),
  `insert into audit (sequence, entry, previous_hash, hash) select -n - 1, '{}', ${name('before')}, ${name('hash')}`,
];
