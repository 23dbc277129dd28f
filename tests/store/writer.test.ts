import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findAuditBreak } from '../../server/store/audit.ts';
import { isBusy, isUnavailable } from '../../server/store/dialect/errors.ts';
import { addSerial } from '../../server/store/serials.ts';
import { openStore } from '../../server/store/store.ts';
import type { Store } from '../../server/store/tables.ts';
import { createWriter, type Writer } from '../../server/store/writer.ts';
import { engines, type OwnDatabase } from './databases/engines.ts';
import { addNamed, occasion, serialCalled } from './databases/sampleSerials.ts';

describe.each(engines)('the writer on $name', (engine) => {
  let database: OwnDatabase;
  let store: Store;
  let writer: Writer;
  let batches: number[];
  beforeEach(async () => {
    database = await engine.make();
    store = await openStore(database.address);
    batches = [];
    writer = createWriter(store, { committed: (jobs) => void batches.push(jobs) });
  });
  afterEach(async () => {
    await store.destroy();
    await database.remove();
  });

  const names = async () => {
    const rows = await store.selectFrom('serials').select('id').orderBy('id').execute();
    return rows.map(({ id }) => id);
  };

  test('commits queued jobs as batches', async () => {
    const many = Array.from({ length: 150 }, (_, index) => `s${index}`);
    await Promise.all(many.map((name) => addNamed(writer, name)));
    expect(await names()).toEqual([...many].sort());
    expect(batches.reduce((sum, jobs) => sum + jobs, 0)).toBe(150);
    expect(batches.length).toBeLessThan(10);
    expect(await findAuditBreak(store)).toBeNull();
  });

  test('a job that throws is rolled back without the others', async () => {
    const broken = writer.write(async (context) => {
      await addSerial(context, serialCalled('broken'), occasion);
      throw new RangeError('failed');
    });
    const against = writer.write(({ transaction }) =>
      transaction.insertInto('seat_keys').values({ pool: 'none', installation_key: 'none', seat_id: 'none' }).execute(),
    );
    const ends = await Promise.allSettled([
      addNamed(writer, 'a'),
      broken,
      addNamed(writer, 'b'),
      against,
      addNamed(writer, 'c'),
    ]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
    await expect(broken).rejects.toThrow(RangeError);
    await expect(against).rejects.toMatchObject(engine.violations.foreign);
    expect(await names()).toEqual(['a', 'b', 'c']);
    const audit = await store.selectFrom('audit').select('entry').execute();
    expect(audit).toHaveLength(3);
    expect(await findAuditBreak(store)).toBeNull();
  });

  /** @returns how many transactions have begun since */
  const countTransactions = (of = store) => {
    let count = 0;
    const transaction = of.transaction.bind(of);
    of.transaction = () => {
      count += 1;
      return transaction();
    };
    return () => count;
  };

  test('a job that throws is found among others in few transactions', async () => {
    const transactions = countTransactions();
    const jobs = Array.from({ length: 32 }, (_, index) =>
      index === 20 ? writer.write(() => Promise.reject(new RangeError('failed'))) : addNamed(writer, `s${index}`),
    );
    const ends = await Promise.allSettled(jobs);
    expect(ends.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([20]);
    expect(transactions()).toBe(11);
  });

  test('a text that a database cannot store is refused, the same on both, without harm to others', async () => {
    const unstorable = ['a\0b', 'a\ud800b', '\udc00'];
    const jobs = unstorable.flatMap((holder, index) => [
      addNamed(writer, `good-${index}`),
      addNamed(writer, `bad-${index}`, { holder }),
    ]);
    const ends = await Promise.allSettled(jobs);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const end of ends) {
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'service-request-invalid' });
    }
    expect(await names()).toEqual(['good-0', 'good-1', 'good-2']);
    for (const text of unstorable) {
      const search = store.selectFrom('serials').select('id').where('holder', '=', text).execute();
      await expect(search).rejects.toMatchObject({ code: 'service-request-invalid' });
    }
    // Not a character, but storable.
    expect(await addNamed(writer, 'odd', { holder: '\ufffe \u{1f52d}' })).toBe('added');
  });

  /** Runs something while another program holds the write lock. */
  const whileLocked = async (act: () => Promise<void>) => {
    const other = await openStore(database.address);
    await other.transaction().execute(async (transaction) => {
      // The answer shows that this transaction has the lock.
      await transaction.selectFrom('serials').select('id').execute();
      await act();
    });
    await other.destroy();
  };

  test('jobs wait for the lock together, each for its own patience', async () => {
    const impatient = await openStore(database.address, 20);
    const transactions = countTransactions(impatient);
    await whileLocked(async () => {
      const mean = createWriter(impatient, { patienceMs: 1000 });
      const ends = await Promise.allSettled(Array.from({ length: 64 }, (_, index) => addNamed(mean, `s${index}`)));
      for (const end of ends) expect(end.status === 'rejected' && isUnavailable(end.reason)).toBe(true);
    });
    // One after another, 64 jobs would have begun more.
    expect(transactions()).toBeLessThan(64);
    await impatient.destroy();
  });

  test('a job whose lock becomes free in time is written', async () => {
    const impatient = await openStore(database.address, 20);
    const patient = createWriter(impatient, { patienceMs: 60_000 });
    let added = Promise.resolve('');
    await whileLocked(async () => {
      added = addNamed(patient, 'a');
      // Longer than one attempt.
      await addNamed(createWriter(impatient, { patienceMs: 100 }), 'b').catch(() => undefined);
    });
    expect(await added).toBe('added');
    await impatient.destroy();
  });

  test('refuses at once when too many jobs wait, and reports them', async () => {
    const jobs = Array.from({ length: 1001 }, (_, index) => addNamed(writer, `s${index % 10}`));
    expect(writer.status()).toMatchObject({ open: 1000, failing: false });
    await expect(jobs[1000]).rejects.toSatisfy(isBusy);
    expect(batches).toEqual([]);
    const ends = await Promise.allSettled(jobs);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1000);
    expect(writer.status()).toMatchObject({ open: 0, oldestMs: 0 });
  });

  test('ends a job that hangs, and says that it may still take effect', async () => {
    const strict = createWriter(store, { patienceMs: 50 });
    let goOn = () => {};
    const hanging = strict.write(() => new Promise<void>((resolve) => (goOn = resolve)));
    const behind = addNamed(strict, 'behind');
    const [first, second] = await Promise.allSettled([hanging, behind]);
    for (const end of [first, second]) expect(end).toMatchObject({ status: 'rejected' });
    expect(first).toMatchObject({ reason: { code: 'store-overdue' } });
    expect(isUnavailable((first as PromiseRejectedResult).reason)).toBe(true);
    goOn();
    await store.transaction().execute(async () => undefined);
    expect(await addNamed(writer, 'after')).toBe('added');
  });

  test('a job sees everything written before it, by other programs too', async () => {
    const otherStore = await openStore(database.address);
    const other = createWriter(otherStore);
    const count = (from: Writer) =>
      from.write(async (context) => {
        const before = await context.transaction.selectFrom('serials').select('id').execute();
        await addSerial(context, serialCalled(`s${before.length}`), occasion);
        return before.length;
      });
    const seen = await Promise.all(Array.from({ length: 60 }, (_, index) => count(index % 2 === 0 ? writer : other)));
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index));
    await otherStore.destroy();
  });
});
