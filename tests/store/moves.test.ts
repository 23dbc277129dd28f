import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findAuditBreak } from '../../server/store/audit.ts';
import { openLicense, readLicense } from '../../src/documents/license.ts';
import { bindingsOf, type Machine, machineWith, requestOf } from '../server/machines.ts';
import { receiptOf } from '../server/receipts.ts';
import { engines } from './databases/engines.ts';
import { openService, type TestService } from './databases/testService.ts';

const changed = ['board', 'disk', 'network'];
/** Bindings of a machine of which two of five parts remain. */
const rebuilt = (from: string, to: string) => [...bindingsOf(from).slice(0, 2), ...bindingsOf(to).slice(2)];

describe.each(engines)('$name', (engine) => {
  let service: TestService;
  let serialNumber: string;
  beforeEach(async () => {
    service = await openService({ engine });
    ({ serialNumber } = await service.sell(2));
  });
  afterEach(() => service.close());

  const answerOf = async (response: Response) => (await response.json()) as object;

  async function order(machine: Machine, changes: object = {}): Promise<Response> {
    return service.order({ request: await requestOf(machine), licenseType: 'pro', serialNumber, ...changes });
  }

  async function activate(machine: Machine, changes: object = {}) {
    const response = await order(machine, changes);
    expect(response.status).toBe(201);
    const file = new Uint8Array(await response.arrayBuffer());
    return readLicense(openLicense(file), service.keystore.signers[0].publicKey);
  }

  const seats = () => service.store.selectFrom('seats').selectAll().orderBy('number').execute();

  async function events(): Promise<string[]> {
    const rows = await service.store.selectFrom('audit').select('entry').orderBy('sequence').execute();
    return rows.map(({ entry }) => (JSON.parse(entry) as { event: string }).event).slice(1);
  }

  test('a machine outside the tolerance must confirm, keeps its seat, and is recognized by its new parts', async () => {
    const machine = machineWith('alpha');
    const first = await activate(machine);
    const later = { ...machine, bindings: rebuilt('alpha', 'new') };
    const request = await requestOf(later);
    const asked = await order(later, { request });
    expect([asked.status, await answerOf(asked)]).toMatchObject([
      409,
      { code: 'machine-changed', details: { changed, seat: 'moves' } },
    ]);
    // The same order, confirmed: the confirmation is not part of it.
    const moved = await activate(later, { request, confirmChange: true });
    expect(moved).toMatchObject({ initialActivationDate: first.initialActivationDate, bindings: later.bindings });
    expect((await order(later, { request })).status).toBe(200);
    expect(await seats()).toMatchObject([{ number: 1, moves: 1, moved_at: '2026-11-23T10:00:00Z', flagged_at: null }]);
    await activate(later);
    await activate({ ...machineWith('y'), bindings: [...later.bindings.slice(0, 4), ...bindingsOf('y').slice(4)] });
    expect((await seats()).length).toBe(1);
    expect(await events()).toEqual([
      'license-issued',
      'seat-moved',
      'license-reissued',
      'license-reissued',
      'license-reissued',
    ]);
  });

  test('a machine that kept only two parts takes another seat, after an answer with the number of free seats', async () => {
    await activate(machineWith('alpha'));
    const other = { ...machineWith('x'), bindings: rebuilt('alpha', 'new') };
    const details = { changed, seat: 'another', seatsLeft: 1 };
    expect(await answerOf(await order(other))).toMatchObject({ code: 'machine-changed', details });
    await activate(other, { confirmChange: true });
    expect((await seats()).map(({ number, moves }) => [number, moves])).toEqual([
      [1, 0],
      [2, 0],
    ]);
    const third = { ...machineWith('z'), bindings: rebuilt('alpha', 'newer') };
    expect(await answerOf(await order(third, { confirmChange: true }))).toMatchObject({
      code: 'seats-exhausted',
      details: { seats: 2, changed },
    });
  });

  test('a virtual machine that shows more to root, with a key of its own, keeps its only seat both ways', async () => {
    const parts = bindingsOf('vm').filter(({ component }) => ['os', 'system', 'network'].includes(component));
    const shownToUser = parts.filter(({ component }) => component !== 'system');
    const user = { ...machineWith('user'), bindings: shownToUser };
    await activate(user);
    await activate({ ...machineWith('root'), bindings: parts });
    await activate({ ...user, bindings: shownToUser });
    await activate({ ...user, bindings: parts });
    expect(await seats()).toMatchObject([{ number: 1, moves: 0, flagged_at: null }]);
    // A clone with other hardware is another machine.
    const clone = [...parts.slice(0, 1), ...bindingsOf('clone').slice(1)];
    await activate({ ...machineWith('clone'), bindings: clone });
    expect(await seats()).toHaveLength(2);
  });

  test('two machines with one weak identity are flagged: a copy contradicts what the seat’s machine once showed', async () => {
    const machine = machineWith('alpha');
    const weak = machine.bindings.filter(({ component }) => ['os', 'network'].includes(component));
    await activate({ ...machine, bindings: [...weak, ...machine.bindings.slice(1, 3)] });
    await activate({ ...machine, bindings: weak });
    expect(await seats()).toMatchObject([{ flagged_at: null }]);
    await activate({ ...machineWith('copy'), bindings: [...weak, ...bindingsOf('copy').slice(1, 3)] });
    expect(await seats()).toMatchObject([{ number: 1, flagged_at: '2026-11-23T10:00:00Z' }]);
    expect(await events()).toContain('seat-flagged');
  });

  test('two machines with one identity are flagged when the earlier parts order again after the move', async () => {
    const machine = machineWith('alpha');
    const clone = { ...machine, bindings: bindingsOf('beta') };
    await activate(machine);
    await activate(clone, { confirmChange: true });
    expect(await seats()).toMatchObject([{ flagged_at: null }]);
    expect(await answerOf(await order(machine))).toMatchObject({ code: 'machine-changed', details: { seat: 'moves' } });
    expect(await seats()).toMatchObject([{ flagged_at: '2026-11-23T10:00:00Z' }]);
    await order(machine);
    expect((await events()).filter((event) => event === 'seat-flagged')).toHaveLength(1);
    expect(await findAuditBreak(service.store)).toBeNull();
  });

  test('the earlier parts do not get the seat back with a new installation key', async () => {
    const machine = machineWith('alpha');
    await activate(machine);
    await activate({ ...machine, bindings: bindingsOf('beta') }, { confirmChange: true });
    const details = { seat: 'another', seatsLeft: 1 };
    expect(await answerOf(await order(machineWith('alpha')))).toMatchObject({ code: 'machine-changed', details });
    expect(await seats()).toMatchObject([{ number: 1, flagged_at: '2026-11-23T10:00:00Z' }]);
  });

  test('moves and returns share one limit, and the refusal says when the next one is allowed', async () => {
    const machine = machineWith('alpha');
    await activate(machine);
    const move = (hardware: string) => order({ ...machine, bindings: bindingsOf(hardware) }, { confirmChange: true });
    expect((await move('beta')).status).toBe(201);
    expect((await move('gamma')).status).toBe(201);
    const refused = await move('delta');
    expect([refused.status, await answerOf(refused)]).toMatchObject([
      409,
      { code: 'move-too-often', details: { perYear: 2, nextAt: '2027-11-23T10:00:00Z' } },
    ]);
    const { licenseId } = await activate({ ...machine, bindings: bindingsOf('gamma') });
    const receipt = await receiptOf(machine, licenseId);
    expect(await answerOf(await service.returnLicense(receipt))).toMatchObject({ code: 'return-too-often' });
    service.wait(365);
    expect((await service.returnLicense(receipt)).status).toBe(200);
  });

  test('an installation key without its parts counts as a change', async () => {
    const machine = machineWith('alpha');
    await activate(machine);
    const blind = { ...machine, bindings: [] };
    expect(await answerOf(await order(blind))).toMatchObject({ code: 'machine-changed', details: { seat: 'moves' } });
    await activate(blind, { confirmChange: true });
    await activate(blind);
    expect(await seats()).toMatchObject([{ moves: 1 }]);
  });

  test('hardware is listed once per seat, under its newest license', async () => {
    const machine = machineWith('alpha');
    await activate(machine);
    await activate({ ...machine, bindings: bindingsOf('beta') }, { confirmChange: true });
    const { licenseId } = await activate(machine, { confirmChange: true });
    const rows = await service.store.selectFrom('license_bindings').selectAll().execute();
    expect(rows).toHaveLength(10);
    expect(
      rows
        .filter(({ license_id }) => license_id === licenseId)
        .map(({ value }) => value)
        .sort(),
    ).toEqual(machine.bindings.map(({ value }) => value).sort());
  });
});
