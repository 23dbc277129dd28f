import { setImmediate as endOfTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isUnavailable } from '../../server/store/dialect/errors.ts';
import { storeReadiness } from '../../server/store/readiness.ts';
import { openStore } from '../../server/store/store.ts';
import type { Store } from '../../server/store/tables.ts';
import { createWriter, type Writer } from '../../server/store/writer.ts';
import { type OwnDatabase, postgres } from './databases/engines.ts';
import { addNamed } from './databases/sampleSerials.ts';
import { openSilentProxy, type SilentProxy } from './databases/silentProxy.ts';

describe('a network that drops packets between service and PostgreSQL', () => {
  let database: OwnDatabase;
  let proxy: SilentProxy;
  let store: Store;
  let writer: Writer;
  beforeEach(async () => {
    database = await postgres.make();
    proxy = await openSilentProxy(database.address);
    store = await openStore(proxy.address, undefined, { limits: { answerMs: 1500, connectMs: 3000 } });
    writer = createWriter(store);
    await addNamed(writer, 'before');
  });
  afterEach(async () => {
    await store.destroy();
    await proxy.close();
    await database.destroy();
  });

  const names = async () => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from serials`.execute(store);
    return rows[0]?.count;
  };
  /** Enough concurrent reads to open all connections of the pool. */
  const readOften = () => Promise.allSettled(Array.from({ length: 20 }, names));

  test('delays the orders under way, which are then written', async () => {
    await Promise.all([names(), names()]);
    const underWay = Array.from({ length: 100 }, (_, index) => addNamed(writer, `s${index}`));
    proxy.silence();
    await expect(names()).rejects.toSatisfy(isUnavailable);
    proxy.speak();
    const ends = await Promise.all(underWay.map((each) => each.catch((error: unknown) => error)));
    for (const end of ends) expect(end === 'added' || isUnavailable(end)).toBe(true);
    expect(await addNamed(writer, 'after')).toBe('added');
    expect(await names()).toBe(ends.filter((end) => end === 'added').length + 2);
  });

  test('makes the service not ready until it passes packets again', async () => {
    let time = 0;
    const ready = storeReadiness(writer, () => (time += 1000));
    expect(await ready()).toBe(true);
    proxy.silence();
    const idle: Writer = { ...writer, status: () => ({ ...writer.status(), sinceCommitMs: 60_000 }) };
    expect(await storeReadiness(idle)()).toBe(false);
    proxy.speak();
    // The next probe waits for one that is under way.
    while (!(await ready())) await endOfTurn();
  });

  test('does not keep the store from closing', async () => {
    await names();
    proxy.silence();
    const underWay = Promise.allSettled([addNamed(writer, 'a'), names()]);
    await store.destroy();
    expect((await underWay).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  test('ends the opening of a store with an error', async () => {
    proxy.silence();
    const opening = openStore(proxy.address, undefined, { limits: { connectMs: 50 } });
    await expect(opening).rejects.toThrow(/DATABASE_URL/);
  });

  test('replaces the connections of the pool at once', async () => {
    await readOften();
    proxy.silence();
    await expect(names()).rejects.toSatisfy(isUnavailable);
    proxy.speak();
    const opened = proxy.connections();
    expect(await names()).toBe(1);
    expect(proxy.connections()).toBe(opened + 1);
  });
});
