import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isBusy } from '../../server/store/dialect.ts';
import { addSerial, findSerial } from '../../server/store/serials.ts';
import { openStore } from '../../server/store/store.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyferry-store-'));
  file = join(folder, 'store.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = '2026-11-23T10:00:00Z';
const serial = (name: string) => ({
  id: name,
  digest: `digest-${name}`,
  masked: '*',
  product: 'orrery',
  licenseType: 'pro',
  seats: 3,
});

describe('the store', () => {
  test('is durable: write-ahead log, synced at every commit, foreign keys held, legible to its owner only', async () => {
    const store = await openStore(file);
    const pragma = async (name: string) =>
      Object.values((await sql.raw<object>(`PRAGMA ${name}`).execute(store)).rows[0] ?? {});
    expect(await pragma('journal_mode')).toContain('wal');
    expect(await pragma('synchronous')).toContain(2);
    expect(await pragma('foreign_keys')).toContain(1);
    for (const each of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(each).mode & 0o777).toBe(0o600);
    await store.destroy();
  });

  test('opens again with what it held', async () => {
    const first = await openStore(file);
    expect(await addSerial(first, serial('a'), at)).toBe('added');
    expect(await addSerial(first, { ...serial('b'), digest: 'digest-a' }, at)).toBe('known');
    await first.destroy();
    const second = await openStore(file);
    expect(await findSerial(second, 'digest-a')).toMatchObject({ id: 'a', seats: 3 });
    await second.destroy();
  });

  test('is opened twice at once by two programs, and both write', async () => {
    const stores = await Promise.all([openStore(file), openStore(file)]);
    const names = Array.from({ length: 40 }, (_, index) => `s${index}`);
    await Promise.all(names.map((name, index) => addSerial(stores[index % 2 === 0 ? 0 : 1], serial(name), at)));
    const rows = await stores[0].selectFrom('audit').select('sequence').execute();
    expect(rows).toHaveLength(40);
    for (const store of stores) await store.destroy();
  });

  test('waits for the lock, gives up with a word for it, and goes on afterwards', async () => {
    const store = await openStore(file, 100);
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const refused = await addSerial(store, serial('a'), at).catch((error: unknown) => error);
    expect(isBusy(refused)).toBe(true);
    other.exec('ROLLBACK');
    other.close();
    for (const name of ['a', 'b']) expect(await addSerial(store, serial(name), at)).toBe('added');
    await store.destroy();
  });

  test('survives a value it cannot hold as an exception, not as an abort', async () => {
    const store = await openStore(file);
    await expect(sql`select ${true}`.execute(store)).rejects.toThrow(TypeError);
    await expect(sql`select ${Number.NaN}`.execute(store)).resolves.toBeDefined();
    await store.destroy();
  });

  test('of a newer version is not touched', async () => {
    const store = await openStore(file);
    const row = { name: '9999-from-the-future', timestamp: at };
    await sql`insert into kysely_migration (name, timestamp) values (${row.name}, ${row.timestamp})`.execute(store);
    await store.destroy();
    await expect(openStore(file)).rejects.toThrow(/cannot be brought to the current schema/);
  });

  test('is not made out of another file', async () => {
    writeFileSync(file, 'These are notes, and far from being a database. '.repeat(100));
    await expect(openStore(file)).rejects.toThrow();
  });

  test('rolls a migration back that fails half-way', async () => {
    const half = new Database(file);
    half.exec('CREATE TABLE audit (wrong text)');
    half.close();
    await expect(openStore(file)).rejects.toThrow();
    const after = new Database(file);
    const tables = after.prepare(
      "select name from sqlite_master where type = 'table' and name in ('serials', 'seats')",
    );
    expect(tables.all()).toEqual([]);
    after.close();
  });
});
