import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenPort, openPort } from '../../../server/service.ts';
import { contractLimits } from '../../../src/contract/limits.ts';
import { machineWith, requestOf } from '../machines.ts';
import { openService, type TestService } from './adminCalls.ts';
import { openSocket, serveService } from './adminSockets.ts';

const head = (length: string) =>
  `POST /api/v1/activations HTTP/1.1\r\nhost: service.test\r\ncontent-type: application/json\r\n${length}\r\n\r\n`;

describe('slow clients', () => {
  let listener: OpenPort;
  beforeEach(async () => {
    const timeouts = { headers: 60, call: 120, answer: 60_000, next: 60_000, check: 20 };
    listener = await openPort({ port: 0, host: '127.0.0.1', takeNext: false }, timeouts);
  });
  afterEach(() => listener.close());

  test.each([
    ['headers', 'POST /api/v1/activations HTTP/1.1\r\nhost: service.test\r\nx-slow: '],
    ['a body', `${head('content-length: 1000')}{"request":`],
    ['chunks of a body', `${head('transfer-encoding: chunked')}5\r\n{"req\r\n`],
  ])('that send %s get an answer and are disconnected', async (_, beginning) => {
    const { socket, heard } = await openSocket(listener.port);
    // Small writes at intervals, so that a limit on idle time does not apply.
    const more = setInterval(() => socket.write('a'), 10);
    socket.write(beginning);
    expect(await heard).toContain('408 Request Timeout');
    clearInterval(more);
  });
});

describe('the listener', () => {
  let service: TestService;
  let listener: Awaited<ReturnType<typeof serveService>>;
  beforeEach(async () => {
    service = await openService();
    listener = await serveService(service);
  });
  afterEach(async () => {
    await listener.close();
    await service.close();
  });

  const goodOrder = async () => ({ request: await requestOf(machineWith('alpha')), licenseType: 'personal' });

  test.each([
    ['announced', `content-length: ${contractLimits.bodyBytes + 1}`, ' '.repeat(1000)],
    [
      'in pieces',
      'transfer-encoding: chunked',
      `${(contractLimits.bodyBytes + 1).toString(16)}\r\n${' '.repeat(contractLimits.bodyBytes + 1)}\r\n`,
    ],
  ])('refuses a body that is too large, %s, and stops reading it', async (_, length, body) => {
    const { socket, heard } = await openSocket(listener.port);
    socket.write(head(length) + body);
    const answer = await heard;
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer.toLowerCase()).toContain('connection: close');
    expect(answer).toContain('"service-request-invalid"');
  });

  test('accepts a body of the maximum size', async () => {
    const { request, licenseType } = await goodOrder();
    const order = { request, licenseType };
    const padding = ' '.repeat(contractLimits.bodyBytes - JSON.stringify(order).length);
    const answer = await listener.call(
      'POST',
      '/api/v1/activations',
      { 'content-type': 'application/json' },
      JSON.stringify(order) + padding,
    );
    expect(answer.status).toBe(201);
  });

  test('survives clients that disconnect midway, and records client errors', async () => {
    const { socket } = await openSocket(listener.port);
    socket.write(`${head('content-length: 1000')}{"request":`);
    // Another call, so that the incomplete one has certainly arrived.
    expect((await listener.call('GET', '/healthz')).status).toBe(200);
    const before = service.lines.length;
    socket.resetAndDestroy();
    await once(socket, 'close');
    while (service.lines.length === before)
      expect((await listener.call('OPTIONS', '/api/v1/catalog')).status).toBe(204);
    const line = service.lines.find((text) => text.includes('/api/v1/activations')) ?? '';
    expect(line).not.toContain('"fault"');
    expect((await listener.order(await goodOrder())).status).toBe(201);
  });

  test.each([
    ['bytes that are not HTTP', 'hello\r\n\r\n', '400 Bad Request'],
    ['both a length and chunks', head('content-length: 5\r\ntransfer-encoding: chunked'), '400 Bad Request'],
    ['endless headers', `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(40_000)}\r\n\r\n`, '431 Request Header'],
  ])('disconnects %s', async (_, bytes, status) => {
    const { socket, heard } = await openSocket(listener.port);
    socket.write(bytes);
    expect(await heard).toContain(status);
  });

  test('gives each call an ID of its own, in the answer and in the log', async () => {
    const answers = await Promise.all(
      ['/api/v1/catalog', '/nothing', '/healthz'].map((path) =>
        listener.call('GET', path, { 'x-request-id': 'SECRET' }),
      ),
    );
    const ids = answers.map(({ headers }) => headers['x-request-id']);
    expect(new Set(ids).size).toBe(3);
    const logged = service.lines.map((line) => (JSON.parse(line) as { id: string }).id);
    expect(logged.sort()).toEqual([...ids].sort());
    expect(service.lines.join('\n')).not.toContain('SECRET');
  });

  test('keeps client addresses out of the log', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.77', 'user-agent': 'SECRET', authorization: 'Bearer SECRET' };
    await listener.call('GET', '/api/v1/catalog?serial=SECRET', headers);
    await listener.order(await goodOrder(), headers);
    const log = service.lines.join('\n');
    for (const secret of ['203.0.113', '127.0.0.1', 'SECRET', 'LicenseRequest', 'bearer'])
      expect(log).not.toContain(secret);
    // One warning about an unknown proxy, then one line per call.
    expect(service.lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'warn', notice: 'proxy-not-trusted' },
      { level: 'info', route: '/api/v1/catalog' },
      { level: 'info', route: '/api/v1/activations' },
    ]);
  });
});
