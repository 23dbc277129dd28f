import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findAuditBreak } from '../../../server/store/audit.ts';
import { type Locks, lockNames } from '../../../server/store/locks.ts';
import { addSerial } from '../../../server/store/serials.ts';
import { openStore } from '../../../server/store/store.ts';
import type { Store } from '../../../server/store/tables.ts';
import { createWriter, type Writer } from '../../../server/store/writer.ts';
import { type OwnDatabase, postgres } from '../databases/engines.ts';
import { addNamed, occasion, serialCalled } from '../databases/sampleSerials.ts';

/** Two services on one PostgreSQL database; on SQLite there is one writer at a time in any case. */
describe('writes with locks of their own', () => {
  let database: OwnDatabase;
  let stores: Store[];
  let one: Writer;
  let other: Writer;
  beforeEach(async () => {
    database = await postgres.make();
    stores = [await openStore(database.address), await openStore(database.address)];
    [one, other] = stores.map((store) => createWriter(store, { patienceMs: 120_000 })) as [Writer, Writer];
  });
  afterEach(async () => {
    for (const store of stores) await store.destroy();
    await database.remove();
  });

  const add = (writer: Writer, name: string, locks: Locks) =>
    writer.write((context) => addSerial(context, serialCalled(name), occasion), locks);

  /** Holds locks until `end` is called, and then adds a serial number. */
  async function hold(writer: Writer, name: string, locks: Locks) {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    let began = () => {};
    const running = new Promise<void>((resolve) => {
      began = resolve;
    });
    const done = writer.write(async (context) => {
      // The answer shows that the transaction has its locks.
      await context.transaction.selectFrom('serials').select('id').execute();
      began();
      await ended;
      return addSerial(context, serialCalled(name), occasion);
    }, locks);
    await running;
    return { end, done };
  }

  test.each([
    ['in one service', () => one],
    ['in another service', () => other],
  ])('run beside each other %s', async (_, second) => {
    const { end, done } = await hold(one, 'a', [lockNames.serial('a')]);
    expect(await add(second(), 'b', [lockNames.serial('b')])).toBe('added');
    expect(await add(second(), 'c', [])).toBe('added');
    end();
    expect(await done).toBe('added');
    expect(await findAuditBreak(one.store)).toBeNull();
  });

  test.each([
    ['in one service', () => one],
    ['in another service', () => other],
  ])('wait for each other where they share a lock, %s', async (_, second) => {
    const { end, done } = await hold(one, 'a', [lockNames.serial('x'), lockNames.request('r')]);
    const waiting = add(second(), 'b', [lockNames.serial('y'), lockNames.request('r')]);
    // Time enough for a write that does not wait.
    for (const name of ['1', '2', '3']) await add(one, name, []);
    const whole = addNamed(second(), 'c');
    end();
    await Promise.all([waiting, whole, done]);
    const trail = await one.store.selectFrom('audit').select('entry').orderBy('sequence').execute();
    const added = trail.map(({ entry }) => JSON.parse(entry).facts.serial);
    expect(added.slice(0, 4)).toEqual(['1', '2', '3', 'a']);
    expect(added.slice(4).sort()).toEqual(['b', 'c']);
    expect(await findAuditBreak(one.store)).toBeNull();
  });

  test('take the same locks in opposite orders without an end', async () => {
    const names = ['p', 'q', 'r', 's'].map(lockNames.serial);
    const locks = [names, [...names].reverse()];
    const all = Array.from({ length: 40 }, (_, index) =>
      add(index % 2 === 0 ? one : other, `s${index}`, locks[index % 2] ?? []),
    );
    expect(new Set(await Promise.all(all))).toEqual(new Set(['added']));
    expect(await findAuditBreak(one.store)).toBeNull();
  });

  test('name the same new holders in opposite orders without an end', async () => {
    const holders = ['Hven Castle', 'Uraniborg Works', 'Stjerneborg Lab'];
    const name = (writer: Writer, list: readonly string[]) =>
      writer.write(async ({ nameHolder }) => {
        for (const holder of list) nameHolder(holder);
      }, []);
    const rounds = Array.from({ length: 20 }, (_, round) => holders.map((holder) => `${holder} ${round}`));
    await Promise.all(rounds.flatMap((list) => [name(one, list), name(other, [...list].reverse())]));
    const rows = await one.store.selectFrom('holder_words').select('holder_folded').distinct().execute();
    expect(rows).toHaveLength(60);
  });
});
