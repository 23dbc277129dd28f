import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../server/store/store.ts';
import type { Store } from '../../server/store/tables.ts';
import { type OwnDatabase, postgres } from './databases/engines.ts';

describe('a statement that nobody waits for', () => {
  let database: OwnDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await postgres.make();
    store = await openStore(database.address);
    await sql`create table words (word text primary key)`.execute(store);
  });
  afterEach(async () => {
    await store.destroy();
    await database.remove();
  });

  const words = async () => {
    const { rows } = await sql<{ word: string }>`select word from words order by word`.execute(store);
    return rows.map(({ word }) => word);
  };

  test('is there for the questions after it, and durable with the commit', async () => {
    const seen = await store.transaction().execute(async (transaction) => {
      for (const word of ['a', 'b', 'c']) await sql`insert into words values (${word})`.execute(transaction);
      const { rows } = await sql<{ word: string }>`select word from words order by word`.execute(transaction);
      await sql`insert into words values (${'d'})`.execute(transaction);
      return rows.length;
    });
    expect([seen, await words()]).toEqual([3, ['a', 'b', 'c', 'd']]);
  });

  test('is refused by the commit at the latest, and everything with it', async () => {
    const work = store.transaction().execute(async (transaction) => {
      for (const word of ['a', 'b', 'a']) await sql`insert into words values (${word})`.execute(transaction);
      return 'done';
    });
    await expect(work).rejects.toMatchObject(postgres.violations.unique);
    expect(await words()).toEqual([]);
  });

  test('is refused by the next question, with its own reason', async () => {
    const work = store.transaction().execute(async (transaction) => {
      for (const word of ['a', 'a']) await sql`insert into words values (${word})`.execute(transaction);
      return sql`select word from words`.execute(transaction);
    });
    await expect(work).rejects.toMatchObject(postgres.violations.unique);
    // The connection is as good as new.
    await store.transaction().execute((transaction) => sql`insert into words values ('b')`.execute(transaction));
    expect(await words()).toEqual(['b']);
  });

  test('that opens a transaction tells of a lock it did not get', async () => {
    const impatient = await openStore(database.address, 100);
    await store.transaction().execute(async () => {
      const work = impatient.transaction().execute((transaction) => sql`select 1`.execute(transaction));
      await expect(work).rejects.toMatchObject({ code: '55P03' });
    });
    expect(await impatient.transaction().execute(async () => 'again')).toBe('again');
    await impatient.destroy();
  });
});
