import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../server/configurationError.ts';
import { isBusy, isUnavailable } from '../../server/store/dialect/errors.ts';
import { findSerial } from '../../server/store/serials.ts';
import { openStore } from '../../server/store/store.ts';
import type { Store } from '../../server/store/tables.ts';
import { createWriter } from '../../server/store/writer.ts';
import { engines, type OwnDatabase, postgres } from './databases/engines.ts';
import { addNamed } from './databases/sampleSerials.ts';

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

  test('opens again with what it held', async () => {
    const writer = createWriter(await open());
    expect(await addNamed(writer, 'a')).toBe('added');
    expect(await addNamed(writer, 'b', { digest: 'digest-a' })).toBe('known');
    expect(await findSerial(await open(), 'digest-a')).toMatchObject({ id: 'a', seats: 3, features: '[]' });
  });

  test('is opened by several programs at the same instant, and all write', async () => {
    const writers = await Promise.all(Array.from({ length: 4 }, async () => createWriter(await open())));
    const names = Array.from({ length: 20 }, (_, index) => `s${index}`);
    await Promise.all(writers.flatMap((writer, by) => names.map((name) => addNamed(writer, `${name}-${by}`))));
    const rows = await (await open()).selectFrom('audit').select('sequence').orderBy('sequence').execute();
    expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
  });

  test('of a newer version is not touched', async () => {
    const store = await open();
    const row = { name: '9999-from-the-future', timestamp: '2026-11-23T10:00:00Z' };
    await sql`insert into kysely_migration (name, timestamp) values (${row.name}, ${row.timestamp})`.execute(store);
    await expect(openStore(database.address)).rejects.toThrow(ConfigurationError);
    await expect(openStore(database.address)).rejects.toThrow(/newer version/);
  });

  test('is as it was when a migration fails half-way', async () => {
    const store = await open();
    for (const table of [
      'probe',
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
    database = await postgres.make('nothing');
    store = await open(100);
  });

  test('waits for the disk at every commit, whatever the server is set to', async () => {
    const name = database.address.split('/').at(-1);
    await sql.raw(`alter database ${name} set synchronous_commit = off`).execute(store);
    const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(await open());
    expect(rows).toEqual([{ synchronous_commit: 'on' }]);
  });

  test('waits for the lock, gives up with a word for it, and goes on afterwards', async () => {
    const other = await open();
    const refused = await other
      .transaction()
      .execute(() => addNamed(createWriter(store), 'a').catch((error: unknown) => error));
    expect(isBusy(refused)).toBe(true);
    expect(await addNamed(createWriter(store), 'a')).toBe('added');
  });

  test('that is cut is a passing trouble, and the next one is opened', async () => {
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

  test('to a server that is not there is a passing trouble', async () => {
    const nowhere = await openStore('postgres://127.0.0.1:1/none').catch((error: unknown) => error);
    expect(isUnavailable((nowhere as Error).cause)).toBe(true);
  });
});
