import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { arrivalOf } from '../../../../server/http/connections/arrivals.ts';
import { type PacedConnection, SLICE_BYTES } from '../../../../server/http/connections/pacedConnection.ts';
import { createPacedServer, type Fetch, unreadEvent } from '../../../../server/http/connections/pacedServer.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

/** Serves on loopback; `connections` are those of the clients, in their order; `unread` what was no call. */
async function serve(fetch: Fetch) {
  const server = createPacedServer(fetch, { connectionsCheckingInterval: 10 });
  server.headersTimeout = 500;
  const unread: unknown[] = [];
  server.on(unreadEvent, (reason) => unread.push(reason));
  servers.push(server);
  const connections: PacedConnection[] = [];
  server.on('connection', (connection: PacedConnection) => connections.push(connection));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const open = async () => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };
  return { open, connections, unread };
}

const pathOf = (call: Request) => new URL(call.url).pathname;
const callTo = (path: string) => `GET ${path} HTTP/1.1\r\nhost:x\r\n\r\n`;
const calls = (count: number, path = '/n') =>
  Array.from({ length: count }, (_, index) => callTo(`${path}/${index}`)).join('');

/** Collects what a client receives, until the text occurs `count` times. */
async function heard(socket: Socket, text: string, count: number): Promise<string> {
  let all = '';
  const collect = (chunk: Buffer) => {
    all += chunk.toString('latin1');
  };
  socket.on('data', collect);
  while (all.split(text).length - 1 < count) await once(socket, 'data');
  socket.off('data', collect);
  return all;
}

test('calls that a client sends at once are answered in their order, one at a time', async () => {
  let [open, most] = [0, 0];
  const { open: connectTo } = await serve(async (call) => {
    open += 1;
    most = Math.max(most, open);
    await new Promise(setImmediate);
    open -= 1;
    return new Response(`[${pathOf(call)}]`);
  });
  const socket = await connectTo();
  socket.write(calls(300));
  const answers = await heard(socket, '[/n/', 300);
  expect([...answers.matchAll(/\[\/n\/(\d+)\]/g)].map(([, index]) => Number(index))).toEqual([...Array(300).keys()]);
  expect(most).toBe(1);
});

test('a client that sends calls and never reads gets no further answers, and few of its calls are parsed', async () => {
  const answered = new Map<string, number>();
  const large = new Uint8Array(4 * 1024 * 1024);
  let mostOpen = 0;
  const { open, connections } = await serve((call) => {
    const client = pathOf(call).split('/')[1] ?? '';
    answered.set(client, (answered.get(client) ?? 0) + 1);
    mostOpen = Math.max(mostOpen, ...connections.map(({ callsOpen }) => callsOpen));
    return new Response(client === 'normal' ? '[normal]' : large);
  });
  const deaf = await Promise.all(['a', 'b', 'c', 'd'].map(async (name) => ({ name, socket: (await open()).pause() })));
  for (const { name, socket } of deaf) socket.write(calls(2000, `/${name}`));
  const normal = await open();
  for (let time = 0; time < 20; time += 1) {
    normal.write(callTo('/normal'));
    await heard(normal, '[normal]', 1);
  }
  // The operating system takes some megabytes of the first answers.
  for (const { name } of deaf) expect(answered.get(name)).toBeLessThan(8);
  expect(mostOpen).toBeLessThanOrEqual(SLICE_BYTES / calls(1).length + 1);
  const unsent = connections.reduce((sum, { writableLength }) => sum + writableLength, 0);
  expect(unsent).toBeLessThanOrEqual((large.length + 1000) * deaf.length);
});

test('a client with one call waits for few calls of every client that sends many', async () => {
  const order: string[] = [];
  const { open } = await serve((call) => {
    const client = pathOf(call).split('/')[1] ?? '';
    order.push(client);
    return new Response(`[${client}]`);
  });
  const greedy = await Promise.all(Array.from({ length: 25 }, open));
  const normal = await open();
  for (const socket of greedy) socket.resume().write(calls(300, '/greedy'));
  for (let time = 0; time < 20; time += 1) {
    normal.write(callTo('/normal'));
    await heard(normal, '[normal]', 1);
  }
  // A call takes some turns of the event loop from this process to itself and back, with four calls of others in each.
  const between = order.join(' ').split('normal').slice(0, -1);
  const counts = between.map((calledMeanwhile) => calledMeanwhile.split('greedy').length - 1);
  expect(counts.sort((a, b) => a - b).at(10)).toBeLessThanOrEqual(40);
  expect(Math.max(...counts)).toBeLessThanOrEqual(200);
});

test('a long body arrives whole, with a call after it', async () => {
  const { open } = await serve(async (call) => new Response(`[${(await call.arrayBuffer()).byteLength}]`));
  const socket = await open();
  const body = 'x'.repeat(300_000);
  socket.write(`POST / HTTP/1.1\r\nhost:x\r\ncontent-length:${body.length}\r\n\r\n${body}${callTo('/')}`);
  const answers = await heard(socket, ']', 2);
  expect([...answers.matchAll(/\[(\d+)\]/g)].map(([, length]) => length)).toEqual(['300000', '0']);
});

test('the time of a call begins when it arrives, not when its turn comes', async () => {
  const arrivals: unknown[] = [];
  const { open } = await serve(async (call, bindings) => {
    await call.arrayBuffer();
    await new Promise(setImmediate);
    arrivals.push(arrivalOf(bindings.incoming));
    return new Response('[]');
  });
  const socket = await open();
  const before = performance.now();
  socket.write(calls(60));
  await heard(socket, '[]', 60);
  const [first] = arrivals;
  expect(first).toBeGreaterThan(before);
  expect(arrivals).toEqual(Array(60).fill(first));
  // The body of one call is not the beginning of the next.
  socket.write('POST / HTTP/1.1\r\nhost:x\r\ncontent-length:3\r\n\r\n');
  await new Promise(setImmediate);
  socket.write('abc');
  await heard(socket, '[]', 1);
  const after = performance.now();
  socket.write(calls(1));
  await heard(socket, '[]', 1);
  expect(arrivals.at(-1)).toBeGreaterThan(after);
});

test.each([
  ['HTTP/1.0 without a host, as health probes send it', 'GET /healthz HTTP/1.0\r\n\r\n', '200'],
  ['HTTP/1.0 that keeps the connection', 'GET /healthz HTTP/1.0\r\nconnection: keep-alive\r\n\r\n', '200'],
  ['HTTP/1.1 with an empty host (RFC 9112 section 3.2)', 'GET /healthz HTTP/1.1\r\nhost:\r\n\r\n', '200'],
  ['HTTP/1.1 without a host', 'GET /healthz HTTP/1.1\r\n\r\n', '400'],
])('answers %s', async (_, call, status) => {
  const { open } = await serve((request) => new Response(`[${pathOf(request)}]`));
  const socket = await open();
  socket.write(call);
  expect(await heard(socket, '\r\n\r\n', 1)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

test.each([
  ['http', 'no call\r\n\r\n'],
  ['http', `GET / HTTP/1.1\r\nhost:x\r\nx-long:${'a'.repeat(40_000)}\r\n\r\n`],
  ['timeout', 'GET / HTTP/1.1\r\n'],
])('what is no call counts as unread: %s', async (reason, bytes) => {
  const { open, unread } = await serve(() => new Response('[]'));
  const socket = (await open()).resume();
  socket.write(bytes);
  await once(socket, 'close');
  expect(unread).toEqual([reason]);
});
