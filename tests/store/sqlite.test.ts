import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import Database from 'libsql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBusy } from '../../server/store/dialect/errors.ts';
import { openStore } from '../../server/store/store.ts';
import { createWriter } from '../../server/store/writer.ts';
import { addNamed } from './databases/sampleSerials.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyferry-store-'));
  file = join(folder, 'store.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the file is durable: write-ahead log, synced at every commit, foreign keys enforced, mode 0600', async () => {
  const store = await openStore(file);
  const pragma = async (name: string) =>
    Object.values((await sql.raw<object>(`PRAGMA ${name}`).execute(store)).rows[0] ?? {});
  expect(await pragma('journal_mode')).toContain('wal');
  expect(await pragma('synchronous')).toContain(2);
  expect(await pragma('foreign_keys')).toContain(1);
  for (const each of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(each).mode & 0o777).toBe(0o600);
  await store.destroy();
});

test('stops waiting for the lock with its own error, and works afterwards', async () => {
  const store = await openStore(file, 1);
  const writer = createWriter(store);
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  const job = store.transaction().execute((transaction) => sql`select 1`.execute(transaction));
  const refused = await job.catch((error: unknown) => error);
  expect(isBusy(refused)).toBe(true);
  other.exec('ROLLBACK');
  other.close();
  for (const name of ['a', 'b']) expect(await addNamed(writer, name)).toBe('added');
  await store.destroy();
});

test('a value that cannot be stored throws instead of aborting the process', async () => {
  const store = await openStore(file);
  await expect(sql`select ${true}`.execute(store)).rejects.toThrow(TypeError);
  await expect(sql`select ${Number.NaN}`.execute(store)).resolves.toBeDefined();
  await store.destroy();
});

test('a file of another format is not changed into a store', async () => {
  writeFileSync(file, 'These are notes, and far from being a database. '.repeat(100));
  await expect(openStore(file)).rejects.toThrow();
});
