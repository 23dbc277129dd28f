import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportAudit } from '../../server/licensing/administration/exportAudit.ts';
import { appendAudit, chainHash, findAuditHead, verifyAudit } from '../../server/store/audit.ts';
import { openStore } from '../../server/store/store.ts';
import type { AuditTable, Store } from '../../server/store/tables.ts';
import { createWriter } from '../../server/store/writer.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { engines, type OwnDatabase } from './databases/engines.ts';
import { addNamed, occasion } from './databases/sampleSerials.ts';

/** Rows of each trail. */
const ROWS = 9;
const texts = ['entry', 'previous_hash', 'hash'] as const;

describe.each(engines)('the audit trail on $name', (engine) => {
  let database: OwnDatabase;
  let store: Store;
  let rows: AuditTable[];
  beforeAll(async () => {
    database = await engine.make();
    store = await openStore(database.address);
    const writer = createWriter(store);
    for (let index = 0; index < ROWS; index += 1) await addNamed(writer, `s${index}`);
    rows = await readRows();
  });
  afterAll(async () => {
    await store.destroy();
    await database.remove();
  });

  const readRows = () => store.selectFrom('audit').selectAll().orderBy('sequence').execute();

  /** Changes the trail, examines it, and restores it. */
  async function lookAfter<Result>(change: () => Promise<unknown>, look: () => Promise<Result>): Promise<Result> {
    await change();
    const result = await look();
    await store.deleteFrom('audit').execute();
    await store.insertInto('audit').values(rows).execute();
    return result;
  }

  test('is intact and ends with its head', async () => {
    const head = await findAuditHead(store);
    expect(head).toEqual({ sequence: ROWS, hash: rows.at(-1)?.hash });
    expect(await verifyAudit(store)).toEqual({ brokenAt: null, hasEarlier: true, head });
    for (const { sequence, hash } of rows) {
      expect(await verifyAudit(store, { sequence, hash })).toMatchObject({ brokenAt: null, hasEarlier: true });
      expect(await verifyAudit(store, { sequence: sequence + 1, hash })).toMatchObject({ hasEarlier: false });
    }
  });

  test('reveals any changed byte in any row and column', async () => {
    const change = fc.record({
      index: fc.nat({ max: ROWS - 1 }),
      column: fc.constantFrom(...texts),
      place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      by: fc.constantFrom(...'09afZ{}":, é'),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ index, column, place, by }) => {
        const { sequence = 0, [column]: text = '' } = rows[index] ?? {};
        const at = Math.floor(place * text.length);
        fc.pre(text[at] !== by);
        const changed = { [column]: text.slice(0, at) + by + text.slice(at + 1) };
        const verdict = await lookAfter(
          () => store.updateTable('audit').set(changed).where('sequence', '=', sequence).execute(),
          () => verifyAudit(store),
        );
        expect(verdict.brokenAt).toBe(sequence);
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  test('reveals removed, inserted, renumbered and exchanged rows', async () => {
    const [second, third] = [rows[1], rows[2]] as [AuditTable, AuditTable];
    const at = (sequence: number) => store.updateTable('audit').where('sequence', '=', sequence);
    const changes: readonly (readonly [number, () => Promise<unknown>])[] = [
      [2, () => store.deleteFrom('audit').where('sequence', '=', 2).execute()],
      [1, () => store.deleteFrom('audit').where('sequence', '=', 1).execute()],
      [
        ROWS,
        () =>
          at(ROWS)
            .set({ sequence: ROWS + 1 })
            .execute(),
      ],
      [
        1,
        () =>
          store
            .insertInto('audit')
            .values({ ...second, sequence: 0, previous_hash: 'a', hash: 'b' })
            .execute(),
      ],
      [
        2,
        async () => {
          await at(2).set({ entry: third.entry }).execute();
          await at(3).set({ entry: second.entry }).execute();
        },
      ],
    ];
    for (const [brokenAt, change] of changes) {
      expect(await lookAfter(change, () => verifyAudit(store))).toMatchObject({ brokenAt });
    }
  });

  test('with rows removed from the end or rewritten is consistent, but lacks an earlier head', async () => {
    const kept = await findAuditHead(store);
    const cut = () =>
      store
        .deleteFrom('audit')
        .where('sequence', '>', ROWS - 2)
        .execute();
    const rewrite = async () => {
      await cut();
      await store.transaction().execute((transaction) =>
        appendAudit(transaction, [
          { ...occasion, event: 'serial-added', facts: { serial: 'forged' } },
          { ...occasion, event: 'serial-added', facts: { serial: 'forged too' } },
        ]),
      );
    };
    for (const change of [cut, rewrite]) {
      expect(await lookAfter(change, () => verifyAudit(store))).toMatchObject({ brokenAt: null, hasEarlier: true });
      expect(await lookAfter(change, () => verifyAudit(store, kept))).toMatchObject({
        brokenAt: null,
        hasEarlier: false,
      });
    }
  });

  test('is exported row by row with its head, can be verified from that, and records the export', async () => {
    const parts = {
      writer: createWriter(store),
      actor: 'token:ada',
      now: () => new Date('2026-11-23T10:00:00Z'),
    } as const;
    const exported = [];
    for await (const one of exportAudit(store, parts)) exported.push(one);
    const last = exported.pop();
    expect(last).toEqual({ head: await findAuditHead(store) });
    expect(exported).toHaveLength(ROWS + 1);
    let before = '0'.repeat(64);
    for (const one of exported) {
      if (!('row' in one)) throw new Error('a head among the rows');
      expect(one.row.hash).toBe(chainHash(before, one.row.sequence, one.row.entry));
      before = one.row.hash;
    }
    expect((await readRows()).at(-1)?.entry).toContain('"actor":"token:ada"');
  });
});
