import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../../server/store/store.ts';
import type { Store } from '../../../server/store/tables.ts';
import { type OwnDatabase, postgres } from '../databases/engines.ts';

describe('a statement that is sent without waiting', () => {
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

  test('is visible to later queries and durable with the commit', async () => {
    const seen = await store.transaction().execute(async (transaction) => {
      for (const word of ['a', 'b', 'c']) await sql`insert into words values (${word})`.execute(transaction);
      const { rows } = await sql<{ word: string }>`select word from words order by word`.execute(transaction);
      await sql`insert into words values (${'d'})`.execute(transaction);
      return rows.length;
    });
    expect([seen, await words()]).toEqual([3, ['a', 'b', 'c', 'd']]);
  });

  test('fails at the commit at the latest, with the whole transaction', async () => {
    const work = store.transaction().execute(async (transaction) => {
      for (const word of ['a', 'b', 'a']) await sql`insert into words values (${word})`.execute(transaction);
      return 'done';
    });
    await expect(work).rejects.toMatchObject(postgres.violations.unique);
    expect(await words()).toEqual([]);
  });

  test('fails the next query with its own error', async () => {
    const work = store.transaction().execute(async (transaction) => {
      for (const word of ['a', 'a']) await sql`insert into words values (${word})`.execute(transaction);
      return sql`select word from words`.execute(transaction);
    });
    await expect(work).rejects.toMatchObject(postgres.violations.unique);
    // The connection still works.
    await store.transaction().execute((transaction) => sql`insert into words values ('b')`.execute(transaction));
    expect(await words()).toEqual(['b']);
  });

  test('that begins a transaction reports that the lock timed out', async () => {
    const shortTimeout = await openStore(database.address, 1);
    await store.transaction().execute(async (holding) => {
      // The answer shows that this transaction has the lock.
      await sql`select 1`.execute(holding);
      const work = shortTimeout.transaction().execute((transaction) => sql`select 1`.execute(transaction));
      await expect(work).rejects.toMatchObject({ code: '55P03' });
    });
    expect(await shortTimeout.transaction().execute(async () => 'again')).toBe('again');
    await shortTimeout.destroy();
  });
});
