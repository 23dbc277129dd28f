import { sql } from 'kysely';
import Database from 'libsql';
import { expect, test, vi } from 'vitest';
import { openStore } from '../../server/store/store.ts';
import { openLicense, readLicense } from '../../src/documents/license.ts';
import { bindingsOf, type Machine, machineWith, requestOf } from '../server/machines.ts';
import { receiptOf } from '../server/receipts.ts';
import { installationCodeOf, returnCodeOf, vocabularyFor } from '../server/typedCodes.ts';
import { type Engine, postgres, sqlite } from './databases/engines.ts';
import { addManyRows } from './databases/manyRows.ts';
import { openService, type TestService } from './databases/testService.ts';

/** Enough that no planner prefers to read a whole table. */
const ROWS = 5000;

const tables = [
  ...['serials', 'seats', 'seat_keys', 'licenses', 'license_bindings', 'returns', 'seat_changes', 'audit'],
  ...['serial_audit', 'holder_words', 'serial_words'],
];

/** A store with many rows. */
async function filled(engine: Engine) {
  const database = await engine.make();
  const store = await openStore(database.address);
  await addManyRows(database.address, 0, ROWS);
  await sql`insert into returns (product, nonce, license_id, seat_id, installation_key, counter, returned_at, received_at, receipt)
    select product, id, id, seat_id, installation_key, 1, issued_at, issued_at, '' from licenses`.execute(store);
  await sql`insert into seat_changes (seat_id, product, kind, installation_key, at)
    select seat_id, product, 'moved', installation_key, issued_at from licenses`.execute(store);
  await sql`analyze`.execute(store);
  await store.destroy();
  return database;
}

/**
 * Every kind of order: new, repeated, by a machine that is known, without a serial number, a renewal, refused, by code; and
 * returns.
 */
async function orderAll(engine: Engine, database: Awaited<ReturnType<typeof filled>>): Promise<void> {
  const same = { ...engine, make: async () => ({ ...database, remove: async () => undefined }) };
  const service = await openService({ engine: same });
  const machine = machineWith('known');
  const { serialNumber } = await service.sell(2);
  const order = async (change: object, of = machine) => {
    const response = await service.order({ request: await requestOf(of), licenseType: 'pro', ...change });
    return { status: response.status, file: new Uint8Array(await response.arrayBuffer()) };
  };
  const request = await requestOf(machine);
  const first = await order({ request, serialNumber, holder: 'Uraniborg' });
  const { licenseId } = readLicense(openLicense(first.file), service.keystore.signers[0].publicKey);
  const answers = [
    first,
    await order({ request, serialNumber, holder: 'Uraniborg' }),
    await order({ serialNumber }),
    await order({ renews: licenseId }),
    await order({ licenseType: 'personal' }),
    await order({ serialNumber }, machineWith('second')),
    await order({ serialNumber, confirmChange: true }, machineWith('third')),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 200, 201, 201, 201, 201, 409]);
  const newest = readLicense(openLicense(answers[3]?.file ?? first.file), service.keystore.signers[0].publicKey);
  const returned = await service.returnLicense(await receiptOf(machine, newest.licenseId, { counter: 1 }));
  expect(returned.status).toBe(200);
  expect(await orderByCode(service)).toEqual([201, 200, 409, 201, 200]);
  await service.store.destroy();
}

/** New, repeated, on changed hardware, and after a confirmation; and a return. */
async function orderByCode(service: TestService): Promise<number[]> {
  const { serialNumber } = await service.sell(2);
  const machine = machineWith('coded');
  const order = (of: Machine, confirmChange = false) => {
    const installationCode = installationCodeOf(of, vocabularyFor(service));
    return service.byCode('activations', { installationCode, licenseType: 'pro', serialNumber, confirmChange });
  };
  const changed = { ...machine, bindings: bindingsOf('new') };
  const answers = [await order(machine), await order(machine), await order(changed)];
  const moved = await order(changed, true);
  const { licenseId } = (await moved.json()) as { licenseId: string };
  const returned = await service.byCode('returns', { returnCode: await returnCodeOf(changed, licenseId) });
  return [...answers, moved, returned].map(({ status }) => status);
}

test('on PostgreSQL, no order reads a table from end to end, not even to check a constraint', async () => {
  const database = await filled(postgres);
  const count = async () => {
    const store = await openStore(database.address);
    const { rows } = await sql<{ readonly name: string; readonly scans: string }>`
      select relname as name, seq_scan as scans from pg_stat_user_tables where relname = any(${tables})
      order by relname`.execute(store);
    await store.destroy();
    return rows;
  };
  // Sessions that have ended have reported what they did.
  const before = await count();
  await orderAll(postgres, database);
  const after = await count();
  expect(after.filter(({ scans }, index) => scans !== before[index]?.scans)).toEqual([]);
  await database.remove();
});

test('on SQLite, no statement of an order reads a table from end to end', async () => {
  const database = await filled(sqlite);
  const prepare = vi.spyOn(Database.prototype, 'prepare');
  await orderAll(sqlite, database);
  const statements = [...new Set(prepare.mock.calls.map(([text]) => text))];
  prepare.mockRestore();
  const native = new Database(database.address);
  const scans = statements
    .filter((text) => /^\s*(?:select|insert|update|delete|with)\b/i.test(text))
    .flatMap((text) => {
      const plan = native.prepare(`explain query plan ${text}`).all() as { readonly detail: string }[];
      return plan.map(({ detail }) => ({ table: /^SCAN (\w+)/.exec(detail)?.[1], detail, text }));
    })
    .filter(({ table }) => table !== undefined && tables.includes(table));
  native.close();
  expect(statements.length).toBeGreaterThan(20);
  const isFine = (text: string) =>
    // The newest row, by the key of the table.
    text.endsWith('from "audit" order by "sequence" desc limit ?') ||
    // Searched only when a row that refers to this one was there before it (OP_FkIfZero), which immediate keys prevent.
    /^insert into (?:licenses|serials) (?!.*do update)/.test(text);
  expect(scans.filter(({ text }) => !isFine(text))).toEqual([]);
  await database.remove();
});
