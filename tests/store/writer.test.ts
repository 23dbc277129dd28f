import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findAuditBreak } from '../../server/store/audit.ts';
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
    writer = createWriter(store, (jobs) => batches.push(jobs));
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
