import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKeystore } from '../../server/keystore.ts';
import { serialDigest } from '../../server/serialDigest.ts';
import { findAuditBreak } from '../../server/store/audit.ts';
import { addSerial } from '../../server/store/serials.ts';
import { openStore } from '../../server/store/store.ts';
import type { Store } from '../../server/store/tables.ts';
import { maskSerialNumber, mintSerialNumber } from '../../src/documents/serialNumber.ts';
import { machineWith, requestOf } from './machines.ts';
import { type BuiltService, buildService, passphrase, type ServiceProcess } from './serviceProcess.ts';

/** How many orders there are, from how many machines, on how many seats. */
const ORDERS = 200;
const MACHINES = 120;
const SEATS = 150;

let service: BuiltService;
beforeAll(async () => {
  service = await buildService();
}, 60_000);
afterAll(() => service.dispose());

interface Order {
  readonly requestId: string;
  readonly machine: number;
  readonly body: string;
}

test('a service killed in the middle loses no license it gave and takes no seat twice', {
  timeout: 120_000,
}, async () => {
  await (await service.start()).end('SIGTERM');
  const serialNumber = await sellSeats();
  const orders = await makeOrders(serialNumber);
  const acknowledged = new Map<string, string>();
  for (const enough of [20, 50, 80, 110, 140]) {
    await orderUntil(await service.start(), orders, acknowledged, () => acknowledged.size >= enough);
    await checkStore(orders, acknowledged);
  }

  const last = await service.start();
  for (const order of orders) {
    const response = await send(last, order);
    const file = await response.text();
    const before = acknowledged.get(order.requestId);
    if (before === undefined) expect([200, 201]).toContain(response.status);
    else expect([response.status, file]).toEqual([200, before]);
    acknowledged.set(order.requestId, file);
  }
  expect(await last.end('SIGTERM')).toBe(0);
  const { seats, licenses } = await checkStore(orders, acknowledged);
  expect([licenses, seats]).toEqual([ORDERS, MACHINES]);
});

async function withStore<Result>(use: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore(join(service.dataFolder, 'store.sqlite'));
  try {
    return await use(store);
  } finally {
    await store.destroy();
  }
}

async function sellSeats(): Promise<string> {
  const { pepper } = await openKeystore(join(service.dataFolder, 'keystore.json'), passphrase);
  const serialNumber = mintSerialNumber(randomBytes(12));
  const serial = { id: randomBytes(16).toString('base64url'), product: 'orrery', licenseType: 'pro', seats: SEATS };
  const hidden = { digest: serialDigest(pepper, serialNumber), masked: maskSerialNumber(serialNumber) };
  await withStore((store) => addSerial(store, { ...serial, ...hidden }, '2026-11-23T09:00:00Z'));
  return serialNumber;
}

async function makeOrders(serialNumber: string): Promise<Order[]> {
  const machines = Array.from({ length: MACHINES }, (_, index) => machineWith(`machine-${index}`));
  const orders: Order[] = [];
  for (let index = 0; index < ORDERS; index += 1) {
    const machine = index % MACHINES;
    const requestId = randomBytes(16).toString('base64url');
    const request = await requestOf(machines[machine] ?? machineWith('none'), { requestId });
    orders.push({ requestId, machine, body: JSON.stringify({ request, licenseType: 'pro', serialNumber }) });
  }
  return orders;
}

function send({ address }: ServiceProcess, { body }: Order): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${address}/api/v1/activations`, { method: 'POST', headers, body });
}

/** Twenty orders at a time, until enough are acknowledged; then the process is killed with the rest under way. */
async function orderUntil(
  running: ServiceProcess,
  orders: readonly Order[],
  acknowledged: Map<string, string>,
  enough: () => boolean,
): Promise<void> {
  const open = orders.filter(({ requestId }) => !acknowledged.has(requestId));
  let killed: Promise<unknown> | undefined;
  const worker = async () => {
    for (let order = open.shift(); order !== undefined && killed === undefined; order = open.shift()) {
      const response = await send(running, order);
      const file = await response.text();
      expect(response.status).toBeLessThan(300);
      acknowledged.set(order.requestId, file);
      if (enough()) killed ??= running.end('SIGKILL');
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: 20 }, worker));
  await killed;
  expect(killed).toBeDefined();
  const cut = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  // The kill must have come in the middle of something, or this proves nothing.
  expect(cut.length).toBeGreaterThan(0);
  for (const reason of cut) expect(reason).toBeInstanceOf(TypeError);
}

/** The store alone, with no service running. */
async function checkStore(orders: readonly Order[], acknowledged: ReadonlyMap<string, string>) {
  return withStore(async (store) => {
    const licenses = await store.selectFrom('licenses').selectAll().execute();
    const files = new Map(licenses.map(({ request_id, file }) => [request_id, file]));
    for (const [requestId, file] of acknowledged) expect(files.get(requestId)).toBe(file);
    const committed = new Set(orders.filter(({ requestId }) => files.has(requestId)).map(({ machine }) => machine));
    const seats = await store.selectFrom('seats').selectAll().execute();
    expect(seats).toHaveLength(committed.size);
    expect(new Set(licenses.map(({ seat_id }) => seat_id)).size).toBe(seats.length);
    const issued = await store.selectFrom('audit').select('entry').where('entry', 'like', '%"license-%').execute();
    expect(issued).toHaveLength(licenses.length);
    expect(await findAuditBreak(store)).toBeNull();
    return { seats: seats.length, licenses: licenses.length };
  });
}
