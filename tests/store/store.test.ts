import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../server/configurationError.ts';
import { isBusy, isUnavailable } from '../../server/store/dialect/errors.ts';
import { findSerial } from '../../server/store/serials.ts';
import { openStore } from '../../server/store/store.ts';
import type { Store, StoreTransaction } from '../../server/store/tables.ts';
import { createWriter } from '../../server/store/writer.ts';
import { engines, type OwnDatabase, postgres } from './databases/engines.ts';
import { addNamed } from './databases/sampleSerials.ts';

const HOUR_MS = 3_600_000;

let database: OwnDatabase;
const opened: Store[] = [];
const open = async (lockTimeoutMs?: number): Promise<Store> => {
  const store = await openStore(database.address, lockTimeoutMs);
  opened.push(store);
  return store;
};
afterEach(async () => {
  for (const store of opened.splice(0)) await store.destroy();
  await database.remove();
});

describe.each(engines)('the store on $name', (engine) => {
  beforeEach(async () => {
    database = await engine.make('nothing');
  });

  test('contains its rows when it is opened again', async () => {
    const writer = createWriter(await open());
    expect(await addNamed(writer, 'a')).toBe('added');
    expect(await addNamed(writer, 'b', { digest: 'digest-a' })).toBe('known');
    expect(await findSerial(await open(), 'digest-a')).toMatchObject({ id: 'a', seats: 3, features: '[]' });
  });

  test('can be opened by several programs at the same time, and all of them write', async () => {
    const writers = await Promise.all(Array.from({ length: 4 }, async () => createWriter(await open())));
    const names = Array.from({ length: 20 }, (_, index) => `s${index}`);
    await Promise.all(writers.flatMap((writer, by) => names.map((name) => addNamed(writer, `${name}-${by}`))));
    const rows = await (await open()).selectFrom('audit').select('sequence').orderBy('sequence').execute();
    expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
  });

  test('of a newer version is not changed', async () => {
    const store = await open();
    const row = { name: '9999-from-the-future', timestamp: '2026-11-23T10:00:00Z' };
    await sql`insert into kysely_migration (name, timestamp) values (${row.name}, ${row.timestamp})`.execute(store);
    await expect(openStore(database.address)).rejects.toThrow(ConfigurationError);
    await expect(openStore(database.address)).rejects.toThrow(/newer version/);
  });

  test('is unchanged after a migration that fails', async () => {
    const store = await open();
    for (const table of [
      'probe',
      'serial_audit',
      'serial_words',
      'holder_words',
      'seat_changes',
      'admin_tokens',
      'returns',
      'audit',
      'license_bindings',
      'licenses',
      'seat_keys',
      'seats',
    ]) {
      await store.schema.dropTable(table).execute();
    }
    await store.schema.dropTable('serials').execute();
    await sql`delete from kysely_migration`.execute(store);
    await sql`create table audit (wrong text)`.execute(store);
    await expect(openStore(database.address)).rejects.toThrow();
    const tables = await store.introspection.getTables();
    expect(tables.map(({ name }) => name)).toEqual(['audit']);
  });
});

describe('a connection to PostgreSQL', () => {
  let store: Store;
  beforeEach(async () => {
    database = await postgres.make();
    store = await open(1);
  });

  test('waits for the disk at every commit, whatever the server’s settings', async () => {
    const name = database.address.split('/').at(-1);
    await sql.raw(`alter database ${name} set synchronous_commit = off`).execute(store);
    const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(await open());
    expect(rows).toEqual([{ synchronous_commit: 'on' }]);
  });

  test('stops waiting for the lock with its own error, and works afterwards', async () => {
    const other = await open();
    const refused = await other.transaction().execute(async (transaction) => {
      await holdLock(transaction);
      const job = store.transaction().execute((waiting) => sql`select 1`.execute(waiting));
      return job.catch((error: unknown) => error);
    });
    expect(isBusy(refused)).toBe(true);
    expect(await addNamed(createWriter(store), 'a')).toBe('added');
  });

  test('waits for the lock', async () => {
    const [other, patient] = [await open(), await open(HOUR_MS)];
    let waiting = Promise.resolve('');
    await other.transaction().execute(async (transaction) => {
      await holdLock(transaction);
      waiting = addNamed(createWriter(patient), 'a');
      await untilWaiting();
    });
    expect(await waiting).toBe('added');
  });

  /** A transaction sends its begin, which takes the lock, without waiting; the answer to a query shows that it has it. */
  const holdLock = (transaction: StoreTransaction) => sql`select 1`.execute(transaction);

  async function untilWaiting(): Promise<void> {
    for (let waiting = 0; waiting === 0; ) {
      const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from pg_locks
        where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`.execute(store);
      waiting = rows[0]?.waiting ?? 0;
    }
  }

  test('that is cut is a temporary error, and the next one is opened', async () => {
    const other = await open();
    const cut = await store
      .transaction()
      .execute(async (transaction) => {
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
          and pid <> pg_backend_pid()`.execute(other);
        return sql`select 1`.execute(transaction);
      })
      .catch((error: unknown) => error);
    expect(isUnavailable(cut)).toBe(true);
    expect(await addNamed(createWriter(store), 'a')).toBe('added');
  });

  test('that is cut before the commit costs nothing: the job runs again', async () => {
    const other = await open();
    let runs = 0;
    const job = createWriter(store).write(async ({ transaction }) => {
      runs += 1;
      if (runs === 1) {
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
          and pid <> pg_backend_pid()`.execute(other);
      }
      return sql`select 1`.execute(transaction);
    });
    await job;
    expect(runs).toBe(2);
  });

  test('ends the transaction of a program that is frozen, sooner than others give up', async () => {
    const { rows } = await sql<{ seconds: number }>`select extract(epoch from
      current_setting('idle_in_transaction_session_timeout')::interval)::int as seconds`.execute(store);
    expect(rows).toEqual([{ seconds: 2 }]);
  });

  test('to a missing server is a temporary error', async () => {
    const nowhere = await openStore('postgres://127.0.0.1:1/none').catch((error: unknown) => error);
    expect(isUnavailable((nowhere as Error).cause)).toBe(true);
  });
});
