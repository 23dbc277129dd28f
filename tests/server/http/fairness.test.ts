import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { machineWith, requestOf } from '../machines.ts';
import { openService, type TestService } from './adminCalls.ts';
import { serveService } from './adminSockets.ts';

const CLIENTS = 24;
const ORDERS_EACH = 4;

let service: TestService;
let listener: Awaited<ReturnType<typeof serveService>>;
beforeAll(async () => {
  service = await openService();
  listener = await serveService(service);
});
afterAll(async () => {
  await listener.close();
  await service.close();
});

/** Sends each order when the one before is answered. */
async function orderOneByOne(socket: Socket, orders: readonly string[], answered: () => void): Promise<void> {
  const send = (index: number) => {
    const body = orders[index] ?? '';
    const head = 'POST /api/v1/activations HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
    socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  let text = '';
  send(0);
  for (let count = 0; count < orders.length; ) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    text += chunk.toString('latin1');
    const seen = text.split('HTTP/1.1 201 ').length - 1;
    if (seen === count) continue;
    count = seen;
    answered();
    if (count < orders.length) send(count);
  }
  socket.destroy();
}

/** @returns orders of different machines */
function makeOrders(kind: string, count: number): Promise<string[]> {
  const machines = Array.from({ length: count }, (_, index) => machineWith(`${kind}${index}`));
  return Promise.all(
    machines.map(async (machine) => JSON.stringify({ request: await requestOf(machine), licenseType: 'personal' })),
  );
}

async function open(): Promise<Socket> {
  const socket = connect(listener.port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

test('many new connections get their turn although others keep the service busy', async () => {
  const [busy, each, newcomers] = [8, 12, 40];
  const orders = await makeOrders('busy', busy * each);
  let [answered, started] = [0, () => {}];
  const isBusy = new Promise<void>((resolve) => {
    started = resolve;
  });
  const sockets = await Promise.all(Array.from({ length: busy }, open));
  const clients = sockets.map((socket, client) =>
    orderOneByOne(socket, orders.slice(client * each, (client + 1) * each), () => {
      answered += 1;
      started();
    }),
  );
  await isBusy;
  const before = answered;
  await Promise.all(Array.from({ length: newcomers }, () => listener.call('GET', '/healthz')));
  // Accepted one by one between batches of orders, they would see nearly all of them answered.
  expect(answered - before).toBeLessThan(4 * busy);
  await Promise.all(clients);
});

test('orders of many connections share commits, and each connection and other calls get their turn', async () => {
  const orders = await makeOrders('m', CLIENTS * ORDERS_EACH);
  const counts = new Array<number>(CLIENTS).fill(0);
  service.batches.splice(0);
  let [fewestWhenOneEnds, answeredBeforeHealth] = [ORDERS_EACH, 0];
  const sockets = await Promise.all(counts.map(open));
  const clients = sockets.map((socket, client) =>
    orderOneByOne(socket, orders.slice(client * ORDERS_EACH, (client + 1) * ORDERS_EACH), () => {
      counts[client] = (counts[client] ?? 0) + 1;
      if (counts[client] === ORDERS_EACH) fewestWhenOneEnds = Math.min(fewestWhenOneEnds, ...counts);
    }),
  );
  // On a new connection, opened after the orders were sent.
  const health = listener.call('GET', '/healthz').then(({ status }) => {
    answeredBeforeHealth = counts.reduce((sum, count) => sum + count, 0);
    return status;
  });
  await Promise.all(clients);
  expect(await health).toBe(200);
  expect(answeredBeforeHealth).toBeLessThan(CLIENTS * ORDERS_EACH);
  expect(fewestWhenOneEnds).toBeGreaterThan(0);
  const { batches } = service;
  expect(batches.reduce((sum, jobs) => sum + jobs, 0)).toBe(CLIENTS * ORDERS_EACH);
  expect(batches.length).toBeLessThan((CLIENTS * ORDERS_EACH) / 2);
});
