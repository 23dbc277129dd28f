import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { storeReadiness } from '../../server/store/readiness.ts';
import { openStore } from '../../server/store/store.ts';
import type { Store } from '../../server/store/tables.ts';
import { engines, type OwnDatabase, postgres, sqlite } from './databases/engines.ts';

let database: OwnDatabase;
let store: Store;

async function open(engine: (typeof engines)[number]): Promise<void> {
  database = await engine.make();
  store = await openStore(database.address);
}
afterEach(async () => {
  await store.destroy();
  await database.remove();
});

/** A readiness check that never reuses a result. */
function uncachedReadiness(checked = store): () => Promise<boolean> {
  let time = 0;
  return storeReadiness(checked, () => {
    time += 60_000;
    return time;
  });
}

describe.each(engines)('the store on $name', (engine) => {
  beforeEach(() => open(engine));

  test('is ready after a write', async () => {
    const filler = () => store.selectFrom('probe').select('filler').executeTakeFirstOrThrow();
    const ready = uncachedReadiness();
    const fillers = [await filler()];
    for (let time = 0; time < 2; time += 1) {
      expect(await ready()).toBe(true);
      fillers.push(await filler());
    }
    expect(new Set(fillers.map((row) => row.filler)).size).toBe(3);
  });

  test('is checked once per second, however many callers ask', async () => {
    let time = 0;
    const ready = storeReadiness(store, () => time);
    const answers = [ready(), ready()];
    time += 999;
    expect(ready()).toBe(answers[0]);
    time += 1;
    expect(ready()).not.toBe(answers[0]);
    expect(await Promise.all([...answers, ready()])).toEqual([true, true, true]);
  });

  test('is not ready while another program holds the lock longer than the timeout', async () => {
    const shortTimeout = await openStore(database.address, 1);
    await store.transaction().execute(async (transaction) => {
      // The answer shows that this transaction has the lock.
      await sql`select 1`.execute(transaction);
      expect(await uncachedReadiness(shortTimeout)()).toBe(false);
    });
    expect(await uncachedReadiness(shortTimeout)()).toBe(true);
    await shortTimeout.destroy();
  });
});

describe('a file', () => {
  beforeEach(() => open(sqlite));

  test('that is read-only is not ready, though it answers queries', async () => {
    await sql`pragma query_only = 1`.execute(store);
    expect(await uncachedReadiness()()).toBe(false);
    await expect(sql`select count(*) from serials`.execute(store)).resolves.toBeDefined();
  });
});

describe('a database', () => {
  beforeEach(() => open(postgres));

  test('that is read-only is not ready, though it answers queries', async () => {
    await sql
      .raw(`alter database ${database.address.split('/').at(-1)} set default_transaction_read_only = on`)
      .execute(store);
    await store.destroy();
    store = await openStore(database.address);
    expect(await uncachedReadiness()()).toBe(false);
    await expect(sql`select count(*) from serials`.execute(store)).resolves.toBeDefined();
  });

  test('that is deleted is not ready', async () => {
    await database.destroy();
    expect(await uncachedReadiness()()).toBe(false);
    database = await postgres.make();
  });
});
