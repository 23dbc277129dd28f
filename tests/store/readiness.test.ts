import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { storeReadiness } from '../../server/store/readiness.ts';
import { openStore } from '../../server/store/store.ts';
import type { Store } from '../../server/store/tables.ts';
import { createWriter, type Writer, type WriterStatus } from '../../server/store/writer.ts';
import { engines, type OwnDatabase, postgres, sqlite } from './databases/engines.ts';
import { addNamed } from './databases/sampleSerials.ts';

let database: OwnDatabase;
let store: Store;
let writer: Writer;

async function open(engine: (typeof engines)[number]): Promise<void> {
  database = await engine.make();
  store = await openStore(database.address);
  writer = createWriter(store);
}
afterEach(async () => {
  await store.destroy();
  await database.remove();
});

/** A readiness check that never reuses a result, over a writer whose last commit was long ago. */
function uncachedReadiness(checked = writer, changes: Partial<WriterStatus> = {}): () => Promise<boolean> {
  let time = 0;
  const status = () => ({ ...checked.status(), sinceCommitMs: 60_000, ...changes });
  return storeReadiness({ ...checked, status }, () => {
    time += 60_000;
    return time;
  });
}

const filler = async () => (await store.selectFrom('probe').select('filler').executeTakeFirstOrThrow()).filler;

describe.each(engines)('the store on $name', (engine) => {
  beforeEach(() => open(engine));

  test('is ready after a small write, which differs each time', async () => {
    const ready = uncachedReadiness();
    const fillers = [await filler()];
    for (let time = 0; time < 2; time += 1) {
      expect(await ready()).toBe(true);
      fillers.push(await filler());
    }
    expect(new Set(fillers).size).toBe(3);
    expect(fillers.at(-1)).toHaveLength(32);
  });

  test.each([{ failing: true }, { sinceCommitMs: Number.POSITIVE_INFINITY }])(
    'is ready after a write as large as an order: %o',
    async (status) => {
      expect(await uncachedReadiness(writer, status)()).toBe(true);
      expect((await filler()).length).toBeGreaterThan(200_000);
    },
  );

  test('is ready without a write right after a commit', async () => {
    await addNamed(writer, 'a');
    const before = await filler();
    expect(await storeReadiness(writer)()).toBe(true);
    expect(await filler()).toBe(before);
  });

  test('is not ready while a job of the writer is stuck', async () => {
    const before = await filler();
    expect(await uncachedReadiness(writer, { open: 1, oldestMs: 2000 })()).toBe(false);
    expect(await filler()).toBe(before);
  });

  test('is checked once per second, however many callers ask', async () => {
    let time = 0;
    const ready = storeReadiness(writer, () => time);
    const answers = [ready(), ready()];
    time += 999;
    expect(ready()).toBe(answers[0]);
    time += 1;
    expect(ready()).not.toBe(answers[0]);
    expect(await Promise.all([...answers, ready()])).toEqual([true, true, true]);
  });

  test('is not ready while another program holds the lock longer than the timeout', async () => {
    const shortTimeout = await openStore(database.address, 1);
    const impatient = createWriter(shortTimeout, { patienceMs: 200 });
    await store.transaction().execute(async (transaction) => {
      // The answer shows that this transaction has the lock.
      await sql`select 1`.execute(transaction);
      expect(await uncachedReadiness(impatient)()).toBe(false);
    });
    expect(await uncachedReadiness(createWriter(shortTimeout))()).toBe(true);
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
    expect(await uncachedReadiness(createWriter(store))()).toBe(false);
    await expect(sql`select count(*) from serials`.execute(store)).resolves.toBeDefined();
  });

  test('that is deleted is not ready', async () => {
    await database.destroy();
    expect(await uncachedReadiness()()).toBe(false);
    database = await postgres.make();
  });
});
