import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ServicePort } from '../../../src/activation/ports.ts';
import { createServiceClient } from '../../../src/device/service/serviceClient.ts';
import { mediaTypeOf } from '../../../src/documents/documentType.ts';
import { Refusal } from '../../../src/refusal.ts';
import { openService, type TestService } from '../../server/http/adminCalls.ts';
import { machineWith, requestOf } from '../../server/machines.ts';
import { installationCodeOf, licenseAt, returnCodeOf, vocabularyFor } from '../../server/typedCodes.ts';

const servers: Server[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const online = { onLine: true };

/** A client of a server with the given answers. */
async function clientOf(answer: RequestListener, navigator = online): Promise<ServicePort> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return createServiceClient(`http://127.0.0.1:${port}`, 'orrery', { fetch, navigator });
}

const anOrder = { request: new TextEncoder().encode('<root/>'), licenseType: 'pro' };

async function refusalOf(outcome: Promise<unknown>): Promise<Refusal> {
  const refusal = await outcome.then(
    () => null,
    (error: unknown) => error,
  );
  if (refusal instanceof Refusal) return refusal;
  throw new Error('nothing was refused', { cause: refusal });
}

describe('with the real service', () => {
  let service: TestService;
  let client: ServicePort;
  beforeEach(async () => {
    service = await openService();
    client = createServiceClient('http://service.test', 'orrery', {
      navigator: online,
      fetch: async (input, init) => service.app.fetch(new Request(input, init)),
    });
  });
  afterEach(() => service.close());

  test('connects, and gets the exact bytes of a license, the same each time', async () => {
    await client.greet();
    const { serialNumber } = await service.sell(1);
    const request = new TextEncoder().encode(await requestOf(machineWith('alpha')));
    const license = await client.activate({ request, licenseType: 'pro', serialNumber });
    const stored = await service.store.selectFrom('licenses').select('file').executeTakeFirstOrThrow();
    expect(new TextDecoder().decode(license)).toBe(stored.file);
    expect(await client.activate({ request, licenseType: 'pro', serialNumber })).toEqual(license);
  });

  test('gets the same confirmation code each time, and returns its license by a code', async () => {
    const { serialNumber } = await service.sell(1);
    const machine = machineWith('alpha');
    const installationCode = installationCodeOf(machine, vocabularyFor(service));
    const code = await client.activateByCode({ installationCode, licenseType: 'pro', serialNumber });
    expect(licenseAt(machine, code.groups, service)).toMatchObject({ licenseType: 'pro' });
    expect(await client.activateByCode({ installationCode, licenseType: 'pro', serialNumber })).toEqual(code);
    const returnCode = await returnCodeOf(machine, code.licenseId);
    expect(await client.returnByCode(returnCode)).toEqual({ outcome: 'returned', seatsLeft: 1 });
    expect(await client.returnByCode(returnCode)).toEqual({ outcome: 'already-returned', seatsLeft: 1 });
  });

  test('passes on the service’s refusals with their details', async () => {
    const { serialNumber } = await service.sell(1);
    const order = async (hardware: string) => ({
      request: new TextEncoder().encode(await requestOf(machineWith(hardware))),
      licenseType: 'pro',
      serialNumber,
    });
    await client.activate(await order('alpha'));
    expect(await refusalOf(client.activate(await order('beta')))).toMatchObject({
      code: 'seats-exhausted',
      details: { seats: 1 },
    });
    const notOurs = { request: new TextEncoder().encode('hello'), licenseType: 'pro' };
    expect((await refusalOf(client.activate(notOurs))).code).toMatch(/^file-|^envelope-/);
  });
});

describe('without a connection to the service', () => {
  test('sends nothing when the browser reports no network', async () => {
    let calls = 0;
    const client = createServiceClient('http://127.0.0.1:9', 'orrery', {
      navigator: { onLine: false },
      fetch: async () => {
        calls += 1;
        return new Response();
      },
    });
    for (const attempt of [client.greet(), client.activate(anOrder)]) {
      expect((await refusalOf(attempt)).code).toBe('network-offline');
    }
    expect(calls).toBe(0);
  });

  test('distinguishes an unreachable service from a lost network', async () => {
    const client = createServiceClient('http://127.0.0.1:9', 'orrery', { fetch, navigator: online });
    expect((await refusalOf(client.greet())).code).toBe('service-unreachable');
    const navigator = { onLine: true };
    const environment = {
      navigator,
      fetch: async () => {
        navigator.onLine = false;
        throw new TypeError('Failed to fetch');
      },
    };
    expect((await refusalOf(createServiceClient('', 'orrery', environment).greet())).code).toBe('network-offline');
  });

  test.each([
    ['greet', 20_000],
    ['activate', 30_000],
  ] as const)('%s waits at most %i ms, for the body as well', async (method, timeoutMs) => {
    for (const sendHeaders of [false, true]) {
      const arrived = new Promise<void>((resolve) => {
        vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
        void clientOf((_request, response) => {
          if (sendHeaders) response.writeHead(200, { 'content-type': 'application/json' }).write('{');
          resolve();
        }).then((client) => {
          outcome = refusalOf(method === 'greet' ? client.greet() : client.activate(anOrder));
        });
      });
      let outcome: Promise<Refusal> | undefined;
      await arrived;
      let settled = false;
      void outcome?.then(() => {
        settled = true;
      });
      await vi.advanceTimersByTimeAsync(timeoutMs - 1);
      expect(settled).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect((await outcome)?.code).toBe('service-unreachable');
      vi.useRealTimers();
    }
  });

  test('reports an answer that is cut off', async () => {
    const client = await clientOf((_request, response) => {
      response.writeHead(200, { 'content-type': mediaTypeOf('license'), 'content-length': 500 }).write('<?xml');
      response.destroy();
    });
    expect((await refusalOf(client.activate(anOrder))).code).toBe('service-unreachable');
  });
});

describe('an answer from something other than the service', () => {
  const portal = '<!doctype html><title>Welcome to the hotel</title>';
  test.each<[string, number, Record<string, string>, string]>([
    ['a portal’s page', 200, { 'content-type': 'text/html' }, portal],
    ['a portal’s redirect', 302, { location: 'http://127.0.0.1:9/login' }, ''],
    ['a page for a missing resource', 404, { 'content-type': 'text/html' }, portal],
    ['a network that requires a login', 511, { 'content-type': 'text/html' }, portal],
    ['other JSON', 200, { 'content-type': 'application/json' }, '{"ok":true}'],
    ['broken JSON', 200, { 'content-type': 'application/json' }, '{"product":'],
    ['nothing', 200, {}, ''],
    [
      'too much',
      200,
      { 'content-type': 'application/json' },
      `{"product":{},"licenseTypes":[],"x":"${'x'.repeat(131_072)}"}`,
    ],
  ])('is detected: %s', async (_what, status, headers, body) => {
    const client = await clientOf((_request, response) => response.writeHead(status, headers).end(body));
    expect((await refusalOf(client.greet())).code).toBe('service-answer-not-ours');
    expect((await refusalOf(client.activate(anOrder))).code).toBe('service-answer-not-ours');
  });

  test('is not read beyond 64 KiB', async () => {
    let written = 0;
    const client = await clientOf((_request, response) => {
      response.writeHead(200, { 'content-type': mediaTypeOf('license') });
      const more = () => {
        while (!response.destroyed && written < 50_000_000) {
          written += 65_536;
          if (!response.write(Buffer.alloc(65_536))) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    expect((await refusalOf(client.activate(anOrder))).code).toBe('service-answer-not-ours');
    expect(written).toBeLessThan(20_000_000);
  });
});

describe('an error of the service', () => {
  const problem = (body: unknown, headers: Record<string, string> = {}) => ({
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify(body),
  });
  const html = { headers: { 'content-type': 'text/html' }, body: '<h1>Bad Gateway</h1>' };
  test.each<[number, { headers: Record<string, string>; body: string }, string, object]>([
    [503, html, 'service-busy', { retryAfter: 5 }],
    [429, { headers: { 'retry-after': '17' }, body: '' }, 'service-busy', { retryAfter: 17 }],
    [
      429,
      problem({ code: 'too-many-attempts', details: { retryAfter: 3 } }, { 'retry-after': '840' }),
      'too-many-attempts',
      { retryAfter: 840 },
    ],
    [
      429,
      { headers: { 'retry-after': '17' }, body: '{"code":"too-many-attempts"}' },
      'service-busy',
      { retryAfter: 17 },
    ],
    [503, { headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, body: '' }, 'service-busy', { retryAfter: 5 }],
    [502, html, 'service-fault', { status: 502 }],
    [500, problem({ code: 'service-fault' }), 'service-fault', {}],
    [403, problem({ code: 'serial-refused' }), 'serial-refused', {}],
    [400, problem({ code: 'made-up' }), 'service-fault', { status: 400 }],
    [400, problem([]), 'service-fault', { status: 400 }],
    [400, { headers: { 'content-type': 'application/problem+json' }, body: '{' }, 'service-fault', { status: 400 }],
    [
      409,
      problem({
        code: 'seats-exhausted',
        details: { seats: 3, list: ['a'], nested: { x: 1 }, flag: true, none: null },
      }),
      'seats-exhausted',
      { seats: 3, list: ['a'] },
    ],
  ])('%i %j becomes %s', async (status, { headers, body }, code, details) => {
    const client = await clientOf((_request, response) => response.writeHead(status, headers).end(body));
    const refusal = await refusalOf(client.activate(anOrder));
    expect([refusal.code, refusal.details]).toEqual([code, details]);
  });
});

describe('a return receipt', () => {
  const receipt = new TextEncoder().encode('a receipt\n');

  test('is sent unchanged, and its answer read', async () => {
    const seen: string[] = [];
    const client = await clientOf(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      seen.push(`${request.method} ${request.url} ${request.headers['content-type']} ${Buffer.concat(chunks)}`);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ outcome: 'returned', seatsLeft: 2 }));
    });
    expect(await client.returnLicense(receipt)).toEqual({ outcome: 'returned', seatsLeft: 2 });
    expect(seen).toEqual(['POST /api/v1/returns application/vnd.keyferry.return.v1+xml a receipt\n']);
  });

  test.each([
    ['{"outcome":"returned","seatsLeft":null}', null],
    ['{"outcome":"already-returned","seatsLeft":"many"}', null],
  ])('is answered with %s', async (body, seatsLeft) => {
    const headers = { 'content-type': 'application/json' };
    const client = await clientOf((_request, response) => response.writeHead(200, headers).end(body));
    expect((await client.returnLicense(receipt)).seatsLeft).toBe(seatsLeft);
  });

  test.each([
    [200, 'application/json', '{"outcome":"lost"}', 'service-answer-not-ours'],
    [200, 'application/json', '[]', 'service-answer-not-ours'],
    [200, 'text/html', '<!doctype html>', 'service-answer-not-ours'],
    [409, 'application/problem+json', '{"code":"return-too-soon"}', 'return-too-soon'],
  ])('is not considered delivered after %i %s %s', async (status, type, body, code) => {
    const client = await clientOf((_request, response) =>
      response.writeHead(status, { 'content-type': type }).end(body),
    );
    expect((await refusalOf(client.returnLicense(receipt))).code).toBe(code);
  });
});

test('a call sends no cookies and no referrer, and bypasses the cache', async () => {
  const seen: RequestInit[] = [];
  const environment = {
    navigator: online,
    fetch: async (_input: unknown, init?: RequestInit) => {
      seen.push(init ?? {});
      return Response.json({ product: {}, licenseTypes: [] });
    },
  };
  await createServiceClient('', 'orrery', environment).greet();
  expect(seen[0]).toMatchObject({
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
  });
});

describe('an answer to a typed code', () => {
  const order = { installationCode: '4FBA13', licenseType: 'pro' };
  const json =
    (body: object): RequestListener =>
    (_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    };
  const license = { licenseId: 'A'.repeat(22), machine: 'K7QM-2X3Y', licenseType: 'pro' };
  const code = { ...license, groups: ['D20829', 'MPJTBY'], issuedAt: '2026-11-23T12:00:00Z', stopDate: null };

  test.each([
    ['is no code', {}],
    ['lacks groups', code],
  ])('that %s is not passed on', async (_name, body) => {
    const client = await clientOf(json(body));
    expect((await refusalOf(client.activateByCode(order))).code).toBe('service-answer-not-ours');
  });

  test('that is of a captive portal is not passed on', async () => {
    const client = await clientOf((_request, response) => response.end('<html>Welcome</html>'));
    expect((await refusalOf(client.returnByCode('D20829'))).code).toBe('service-answer-not-ours');
  });
});
