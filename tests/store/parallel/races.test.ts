import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findAuditBreak } from '../../../server/store/audit.ts';
import { openLicense, readLicense } from '../../../src/documents/license.ts';
import { machineWith, requestOf } from '../../server/machines.ts';
import { receiptOf } from '../../server/receipts.ts';
import { engines, postgres } from '../databases/engines.ts';
import { openService, type TestService } from '../databases/testService.ts';

/** What waits for what: everything at once, on two services where the database takes several. */
describe.each(engines)('$name', (engine) => {
  let first: TestService;
  let services: readonly TestService[];
  beforeEach(async () => {
    first = await openService({ engine });
    const { address, keystore } = first;
    const same = async () => ({ address, remove: async () => undefined, destroy: async () => undefined });
    const second = engine === postgres ? [await openService({ engine: { ...engine, make: same }, keystore })] : [];
    services = [first, ...second];
  });
  afterEach(async () => {
    for (const service of [...services].reverse()) await service.close();
  });

  const at = (index: number) => services[index % services.length] ?? first;
  const outcomeOf = async (response: Response) => {
    if (response.status === 201) return 'issued';
    if (response.ok) return 'again';
    return ((await response.json()) as { code: string }).code;
  };
  const count = (outcomes: readonly string[], which: string) => outcomes.filter((one) => one === which).length;

  async function seatsOf(serialId: string): Promise<number[]> {
    const rows = await first.store.selectFrom('seats').select('number').where('pool', '=', serialId).execute();
    return rows.map(({ number }) => number).sort((one, other) => one - other);
  }

  const upTo = (length: number) => Array.from({ length }, (_, index) => index + 1);

  test('on one hot serial number, exactly the seats sold are taken, while other things change', async () => {
    const { serialNumber, id } = await first.sell(7);
    const requests = await Promise.all(upTo(30).map((n) => requestOf(machineWith(`hot-${n}`))));
    const orders = requests.map(async (request, index) =>
      outcomeOf(await at(index).order({ request, licenseType: 'pro', serialNumber })),
    );
    const others = upTo(10).map(async (n) => {
      const request = await requestOf(machineWith(`free-${n}`));
      return outcomeOf(await at(n).order({ request, licenseType: 'personal' }));
    });
    const sold = upTo(5).map((n) => at(n).sell(n));
    const outcomes = await Promise.all(orders);
    expect([count(outcomes, 'issued'), count(outcomes, 'seats-exhausted')]).toEqual([7, 23]);
    expect(count(await Promise.all(others), 'issued')).toBe(10);
    await Promise.all(sold);
    expect(await seatsOf(id)).toEqual(upTo(7));
    expect(await findAuditBreak(first.store)).toBeNull();
  });

  test('on many serial numbers, each machine gets its seat, and repeated orders the same bytes', async () => {
    const serials = await Promise.all(upTo(8).map((n) => at(n).sell(6)));
    const orders = await Promise.all(
      upTo(48).map(async (n) => ({
        request: await requestOf(machineWith(`spread-${n}`)),
        licenseType: 'pro',
        serialNumber: serials[n % 8]?.serialNumber,
      })),
    );
    const send = async (order: object, index: number) => {
      const response = await at(index).order(order);
      return { status: response.status, text: await response.text() };
    };
    // Each one twice at the same time, on both services.
    const answers = await Promise.all(orders.flatMap((order, index) => [send(order, index), send(order, index + 1)]));
    for (let index = 0; index < answers.length; index += 2) {
      const pair = [answers[index], answers[index + 1]];
      expect(pair.map((answer) => answer?.status).sort()).toEqual([200, 201]);
      expect(pair[0]?.text).toBe(pair[1]?.text);
    }
    for (const { id } of serials) expect(await seatsOf(id)).toEqual(upTo(6));
    expect(await findAuditBreak(first.store)).toBeNull();
  });

  test('one request with two serial numbers at once gets one license', async () => {
    const serials = await Promise.all([first.sell(9), first.sell(9)]);
    for (const n of upTo(6)) {
      const request = await requestOf(machineWith(`twice-${n}`));
      const answers = await Promise.all(
        serials.map(({ serialNumber }, index) => at(index).order({ request, licenseType: 'pro', serialNumber })),
      );
      expect((await Promise.all(answers.map(outcomeOf))).sort()).toEqual(['issued', 'request-id-reused']);
    }
  });

  test('one machine that returns seats of many serial numbers at once returns as many as it may', async () => {
    const machine = machineWith('traveler');
    const { perYear } = first.catalog.returns;
    const serials = await Promise.all(upTo(perYear + 3).map(() => first.sell(1)));
    const receipts: Uint8Array[] = [];
    for (const [index, { serialNumber }] of serials.entries()) {
      const response = await first.order({ request: await requestOf(machine), licenseType: 'pro', serialNumber });
      expect(response.status).toBe(201);
      const file = new Uint8Array(await response.arrayBuffer());
      const { licenseId } = readLicense(openLicense(file), first.keystore.signers[0].publicKey);
      receipts.push(await receiptOf(machine, licenseId, { counter: index + 1 }));
    }
    await Promise.all(receipts.map((receipt, index) => at(index).returnLicense(receipt)));
    const changes = await first.store.selectFrom('seat_changes').select('seat_id').execute();
    // Receipts that overtake others are refused for their counters, so there may be fewer.
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.length).toBeLessThanOrEqual(perYear);
    expect(await findAuditBreak(first.store)).toBeNull();
  });
});
