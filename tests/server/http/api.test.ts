import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoCatalog } from '../../../server/demo/vendor.ts';
import { openApiDocument } from '../../../server/http/openapi.ts';
import type { Scope } from '../../../server/tokens.ts';
import { mediaTypeOf } from '../../../src/documents/documentType.ts';
import { openLicense, readLicense } from '../../../src/documents/license.ts';
import { mintSerialNumber } from '../../../src/documents/serialNumber.ts';
import { refusalCodes } from '../../../src/refusal.ts';
import { damages } from '../../documents/heal/damages.ts';
import { machineWith, requestOf } from '../machines.ts';
import { receiptOf } from '../receipts.ts';
import { installationCodeOf, returnCodeOf, vocabularyFor } from '../typedCodes.ts';
import { openService, presetGuard, serviceOrigin, type TestService } from './adminCalls.ts';
import { fitsSchema, type JsonSchema } from './jsonSchema.ts';

let service: TestService;
beforeAll(async () => {
  service = await openService({ lockTimeoutMs: 1 });
});
afterAll(() => service.close());

const description = openApiDocument(serviceOrigin) as unknown as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
};
interface Operation {
  responses: Record<string, { content: Record<string, { schema: JsonSchema }> }>;
}

/** Every described answer, and how to trigger it. */
const calls: [path: string, method: string, status: number, call: () => Promise<Response> | Response][] = [
  ['/api/v1/catalog', 'get', 200, () => service.app.request('/api/v1/catalog')],
  ['/api/v1/keyset', 'get', 200, () => service.app.request('/api/v1/keyset')],
  ['/api/v1/openapi.json', 'get', 200, () => service.app.request('/api/v1/openapi.json')],
  ['/healthz', 'get', 200, () => service.app.request('/healthz')],
  ['/readyz', 'get', 200, () => service.app.request('/readyz')],
  ['/readyz', 'get', 503, () => withoutStore((broken) => broken.app.request('/readyz'))],
  ['/api/v1/activations', 'post', 201, async () => service.order(await goodOrder())],
  ['/api/v1/activations', 'post', 200, async () => service.order(await repeatedOrder())],
  ['/api/v1/activations', 'post', 400, () => service.order('{"request":')],
  ['/api/v1/activations', 'post', 403, async () => service.order(await orderWith(mintSerialNumber(randomBytes(12))))],
  ['/api/v1/activations', 'post', 409, async () => service.order({ ...(await repeatedOrder()), holder: 'Another' })],
  ['/api/v1/activations', 'post', 413, () => service.order({ request: ' '.repeat(40_000), licenseType: 'pro' })],
  ['/api/v1/activations', 'post', 415, () => service.order('x', { 'content-type': 'text/plain' })],
  ['/api/v1/activations', 'post', 422, () => service.order({ request: 'no request', licenseType: 'pro' })],
  ['/api/v1/activations', 'post', 500, async () => withoutStore(async (broken) => broken.order(await goodOrder()))],
  ['/api/v1/activations', 'post', 503, () => whileHeld(goodOrder, (order) => service.order(order))],
  ['/api/v1/activations', 'post', 429, () => afterOneTooMany('/api/v1/activations')],
  ['/api/v1/returns', 'post', 200, async () => service.returnLicense(await goodReceipt())],
  ['/api/v1/returns', 'post', 400, () => cutShort('/api/v1/returns')],
  ['/api/v1/returns', 'post', 409, async () => service.returnLicense(await replacedReceipt())],
  ['/api/v1/returns', 'post', 413, () => service.returnLicense(new Uint8Array(40_000))],
  ['/api/v1/returns', 'post', 415, () => service.returnLicense(new Uint8Array(1), 'text/plain')],
  ['/api/v1/returns', 'post', 422, () => service.returnLicense(new TextEncoder().encode('no receipt'))],
  ['/api/v1/returns', 'post', 429, () => afterOneTooMany('/api/v1/returns')],
  [
    '/api/v1/returns',
    'post',
    500,
    async () => withoutStore(async (broken) => broken.returnLicense(await goodReceipt())),
  ],
  ['/api/v1/returns', 'post', 503, () => whileHeld(goodReceipt, (receipt) => service.returnLicense(receipt))],
  ['/api/v1/returns/check', 'post', 200, async () => service.checkReturn(await firstLicense())],
  ['/api/v1/returns/check', 'post', 400, () => cutShort('/api/v1/returns/check')],
  ['/api/v1/returns/check', 'post', 409, async () => service.checkReturn(await firstLicense(2))],
  ['/api/v1/returns/check', 'post', 413, () => service.checkReturn(new Uint8Array(40_000))],
  ['/api/v1/returns/check', 'post', 415, () => service.checkReturn(new Uint8Array(1), 'text/plain')],
  ['/api/v1/returns/check', 'post', 422, () => service.checkReturn(new TextEncoder().encode('no license'))],
  ['/api/v1/returns/check', 'post', 429, () => afterOneTooMany('/api/v1/returns/check')],
  ['/api/v1/returns/check', 'post', 500, () => afterStoreClosed()],
  [
    '/api/v1/returns/check',
    'post',
    503,
    () =>
      whileHeld(
        () => firstLicense(),
        (file) => service.checkReturn(file),
      ),
  ],
  ['/api/v1/computers', 'post', 200, async () => service.computers((await usedSerial()).owner)],
  ['/api/v1/computers/license', 'post', 200, async () => service.computers((await usedSerial()).call, '/license')],
  ['/api/v1/computers/license', 'post', 409, async () => service.computers((await removedComputer()).call, '/license')],
  ['/api/v1/computers/release', 'post', 200, async () => service.computers((await usedSerial()).call, '/release')],
  ['/api/v1/computers/release', 'post', 409, async () => afterLastRelease()],
  [
    '/api/v1/computers/release',
    'post',
    503,
    () => whileHeld(usedSerial, ({ call }) => service.computers(call, '/release')),
  ],
  ['/api/v1/codes/activations', 'post', 201, async () => service.byCode('activations', await codeOrder())],
  ['/api/v1/codes/activations', 'post', 200, () => repeatedCodeOrder()],
  ['/api/v1/codes/activations', 'post', 403, async () => service.byCode('activations', await codeOrder(unsold()))],
  ['/api/v1/codes/activations', 'post', 409, () => codeOrderForNoSeat()],
  ['/api/v1/codes/returns', 'post', 200, () => returnedByCode(1)],
  ['/api/v1/codes/returns', 'post', 409, () => returnedByCode(2)],
  ...(['activations', 'returns'] as const).flatMap((call) => codeCallRefusals(call)),
  ...(['', '/license', '/release'] as const).flatMap((path) => computerRefusals(path)),
  ['/api/v1/catalog', 'get', 422, () => service.app.request('/api/v1/catalog?product=nova')],
  ['/api/v1/keyset', 'get', 422, () => service.app.request('/api/v1/keyset?product=nova')],
  ['/api/v1/products', 'get', 200, () => service.app.request('/api/v1/products')],
  ['/api/v1/products', 'get', 429, () => afterOneTooMany('/api/v1/products')],
  ['/api/v1/catalog', 'get', 429, () => afterOneTooMany('/api/v1/catalog')],
  ['/api/v1/keyset', 'get', 429, () => afterOneTooMany('/api/v1/keyset')],
  ['/metrics', 'get', 200, async () => withToken('/metrics', 'metrics:read')],
  ['/metrics', 'get', 401, () => service.app.request('/metrics')],
  ['/metrics', 'get', 403, async () => withToken('/metrics', 'audit:read')],
  ['/metrics', 'get', 429, () => afterOneTooMany('/metrics')],
  ['/api/v1/openapi.json', 'get', 429, () => afterOneTooMany('/api/v1/openapi.json')],
];

const unsold = () => mintSerialNumber(randomBytes(12));

async function codeOrder(serialNumber?: string, machine = machineWith(randomBytes(8).toString('hex'))) {
  const installationCode = installationCodeOf(machine, vocabularyFor(service));
  return {
    installationCode,
    licenseType: 'pro',
    serialNumber: serialNumber ?? (await service.sell(1)).serialNumber,
  };
}

async function repeatedCodeOrder(): Promise<Response> {
  const order = await codeOrder();
  await service.byCode('activations', order);
  return service.byCode('activations', order);
}

async function codeOrderForNoSeat(): Promise<Response> {
  const order = await codeOrder();
  await service.byCode('activations', order);
  return service.byCode('activations', await codeOrder(order.serialNumber));
}

/** @param times 2: a newer license has replaced the one that is returned */
async function returnedByCode(times: number): Promise<Response> {
  return service.byCode('returns', await returnable(times));
}

async function returnable(times = 1) {
  const machine = machineWith(randomBytes(8).toString('hex'));
  const { serialNumber } = await service.sell(1);
  const first = await service.byCode('activations', await codeOrder(serialNumber, machine));
  const { licenseId } = (await first.json()) as { licenseId: string };
  if (times > 1) await service.order({ request: await requestOf(machine), licenseType: 'pro', serialNumber });
  return { returnCode: await returnCodeOf(machine, licenseId) };
}

/** Refusals that both calls by code have in common. */
function codeCallRefusals(call: 'activations' | 'returns'): typeof calls {
  const address = `/api/v1/codes/${call}`;
  const body = async () =>
    call === 'activations'
      ? codeOrder()
      : { returnCode: await returnCodeOf(machineWith('alpha'), randomBytes(16).toString('base64url')) };
  const refused: Readonly<Record<number, () => Promise<Response> | Response>> = {
    400: () => service.byCode(call, {}),
    413: () => service.byCode(call, { returnCode: ' '.repeat(70_000) }),
    415: () => service.app.request(address, { method: 'POST', body: 'x' }),
    422: () =>
      service.byCode(call, call === 'returns' ? { returnCode: 'X' } : { installationCode: 'X', licenseType: 'pro' }),
    429: () => afterOneTooMany(address),
    500: () => withoutStore(async (broken) => broken.byCode(call, await body())),
    503: () => whileHeld(call === 'returns' ? () => returnable() : body, (held) => service.byCode(call, held)),
  };
  return Object.entries(refused).map(([status, answer]) => [address, 'post', Number(status), answer]);
}

/** Refusals that all calls about computers have in common. */
function computerRefusals(path: '' | '/license' | '/release'): typeof calls {
  const address = `/api/v1/computers${path}`;
  const more = path === '' ? {} : { computer: 'x' };
  const refused: Readonly<Record<number, () => Promise<Response> | Response>> = {
    400: () => service.computers({}, path),
    403: () => service.computers({ serialNumber: mintSerialNumber(randomBytes(12)), ...more }, path),
    413: () => service.computers({ serialNumber: ' '.repeat(70_000), ...more }, path),
    415: () => service.app.request(address, { method: 'POST', body: 'x' }),
    422: () => service.computers({ serialNumber: '', ...more }, path),
    429: () => afterOneTooMany(address),
    500: () => withoutStore((broken) => broken.computers({ serialNumber: 'CJ58H-4FWKP-X5B8R-G7DAJ', ...more }, path)),
  };
  const unknown = async () => service.computers({ ...(await usedSerial()).call, computer: 'x' }, path);
  return Object.entries({ ...refused, ...(path !== '' && { 404: unknown }) }).map(([status, call]) => [
    address,
    'post',
    Number(status),
    call,
  ]);
}

/** A serial number with one computer. */
async function usedSerial(seats = 1) {
  const { serialNumber } = await service.sell(seats);
  await service.order(await orderWith(serialNumber));
  const { computers } = (await (await service.computers({ serialNumber })).json()) as { computers: { id: string }[] };
  return { owner: { serialNumber }, call: { serialNumber, computer: computers[0]?.id ?? '' } };
}

async function removedComputer() {
  const used = await usedSerial();
  await service.computers(used.call, '/release');
  return used;
}

async function afterLastRelease(): Promise<Response> {
  const strict = await openService({ catalog: { ...demoCatalog, selfService: { enabled: true, releasesPerYear: 0 } } });
  const { serialNumber } = await strict.sell(1);
  await strict.order(await orderWith(serialNumber));
  const { computers } = (await (await strict.computers({ serialNumber })).json()) as { computers: { id: string }[] };
  const response = await strict.computers({ serialNumber, computer: computers[0]?.id }, '/release');
  await strict.close();
  return response;
}

/** Whether bytes can be in the JSON of an order. */
function isText(bytes: Uint8Array): boolean {
  return !/[\0\ufffd]/.test(new TextDecoder().decode(bytes));
}

async function goodOrder() {
  const { serialNumber } = await service.sell(1);
  return orderWith(serialNumber);
}

async function orderWith(serialNumber: string) {
  return { request: await requestOf(machineWith('alpha')), licenseType: 'pro', serialNumber };
}

async function repeatedOrder() {
  const order = await goodOrder();
  await service.order(order);
  return order;
}

async function goodReceipt(times = 1) {
  const machine = machineWith(randomBytes(8).toString('hex'));
  const file = await firstLicense(times, service, machine);
  return receiptOf(machine, readLicense(openLicense(file), service.keystore.signers[0].publicKey).licenseId);
}

/** @returns the first of a machine's licenses; the others replace it */
async function firstLicense(
  times = 1,
  from: TestService = service,
  machine = machineWith(randomBytes(8).toString('hex')),
): Promise<Uint8Array> {
  const { serialNumber } = await from.sell(1);
  const files: Uint8Array[] = [];
  for (let time = 0; time < times; time++) {
    const order = { request: await requestOf(machine), licenseType: 'pro', serialNumber };
    files.push(new Uint8Array(await (await from.order(order)).arrayBuffer()));
  }
  return files[0] ?? new Uint8Array();
}

/** Receipt of a license that was replaced by a newer one. */
const replacedReceipt = () => goodReceipt(2);

function cutShort(path: string): Promise<Response> | Response {
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('hung up')) });
  const headers = { 'content-type': mediaTypeOf('return') };
  const streamed = { method: 'POST', headers, body, duplex: 'half' };
  return service.app.request(path, streamed);
}

async function withoutStore(call: (broken: TestService) => Promise<Response> | Response): Promise<Response> {
  const broken = await openService();
  await broken.close();
  return call(broken);
}

/** The service's own license, asked about when its store is gone. */
async function afterStoreClosed(): Promise<Response> {
  const broken = await openService();
  const file = await firstLicense(1, broken);
  await broken.close();
  return broken.checkReturn(file);
}

async function withToken(path: string, scope: Scope): Promise<Response> {
  const token = await service.makeToken(`for-${path.slice(1)}-${scope.replace(':', '-')}`, [scope]);
  return service.app.request(path, { headers: { authorization: `Bearer ${token}` } });
}

async function afterOneTooMany(path: string): Promise<Response> {
  const strict = await openService({ guard: { ...presetGuard, calls: { ...presetGuard.calls, quota: 1 } } });
  await strict.app.request('/api/v1/catalog');
  const response = await strict.app.request(path);
  await strict.close();
  return response;
}

/** Another program holds the store for longer than the service waits. */
async function whileHeld<Body>(prepare: () => Promise<Body>, call: (body: Body) => Promise<Response> | Response) {
  const { default: Database } = await import('libsql');
  const other = new Database(service.address);
  const body = await prepare();
  other.exec('BEGIN IMMEDIATE');
  try {
    return await call(body);
  } finally {
    other.exec('ROLLBACK');
    other.close();
  }
}

describe('the API description', () => {
  test.each(calls)('is correct: %s %s %i', async (path, method, status, call) => {
    const documented = description.paths[path]?.[method]?.responses[status]?.content ?? {};
    const response = await call();
    expect(response.status).toBe(status);
    const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
    expect(Object.keys(documented)).toEqual([mediaType]);
    if (mediaType.endsWith('json')) {
      const body: unknown = await response.json();
      expect(fitsSchema(body, documented[mediaType]?.schema ?? {}, description.components.schemas)).toEqual([]);
    }
  });

  test('is complete: every described answer is tested here', () => {
    // Those of the admin API are tested in adminApi.test.ts.
    const own = Object.entries(description.paths).filter(([path]) => !path.startsWith('/api/v1/admin/'));
    const named = own.flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses }]) =>
        Object.keys(responses).map((status) => `${method} ${path} ${status}`),
      ),
    );
    const tried = calls.map(([path, method, status]) => `${method} ${path} ${status}`);
    expect(tried.sort()).toEqual(named.sort());
  });

  test('is correct about the body of an order', async () => {
    const { Order: schema = {} } = description.components.schemas;
    expect(fitsSchema(await goodOrder(), schema, {})).toEqual([]);
    expect(fitsSchema({ licenseType: 'pro' }, schema, {})).not.toEqual([]);
    expect(fitsSchema({ ...(await goodOrder()), seats: 3 }, schema, {})).not.toEqual([]);
  });

  test('lists every code', () => {
    const { Problem } = description.components.schemas;
    const { code } = Problem?.properties ?? {};
    expect(code?.enum).toEqual([...refusalCodes]);
  });
});

describe('a refusal', () => {
  test('is a problem with the path of the call', async () => {
    const response = await service.app.request('/api/v2/wishes?serial=SECRET');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      type: 'urn:keyferry:problem:service-not-found',
      title: expect.any(String),
      status: 404,
      code: 'service-not-found',
      instance: '/api/v2/wishes',
    });
  });

  test('of a method names the allowed ones', async () => {
    const response = await service.app.request('/api/v1/activations');
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    const other = await service.app.request('/api/v1/catalog', { method: 'DELETE' });
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test.each([
    [{ licenseType: 'pro' }, 'request'],
    [{ request: 5, licenseType: 'pro' }, 'request'],
    [{ request: 'x', licenseType: '\ud800' }, 'licenseType'],
    [{ request: 'x', licenseType: 'pro', holder: 'a\u0000b' }, 'holder'],
    [{ request: 'x', licenseType: 'pro', holder: 'ß'.repeat(101) }, 'holder'],
    [{ request: 'x', licenseType: 'pro', SECRET: 1 }, ''],
    [['SECRET'], 'request'],
    [null, ''],
  ])('of a body names the field and quotes nothing: %j', async (body, path) => {
    const response = await service.order(body);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ code: 'service-request-invalid', details: { path } });
    expect(text).not.toContain('SECRET');
  });

  test('of a streamed body is sent before the whole body is read', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(32));
      },
    });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: endless, duplex: 'half' };
    const response = await service.app.request('/api/v1/activations', init as RequestInit);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(400_000);
  });

  test('of a body that is not UTF-8 prevents issuing with a replaced name', async () => {
    const named = { ...(await goodOrder()), holder: 'Ottilie § Quendel' };
    const [before = '', after = ''] = JSON.stringify(named).split('§');
    const body = Buffer.concat([Buffer.from(before), Buffer.from([0xc3, 0x28]), Buffer.from(after)]);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    expect((await service.app.request('/api/v1/activations', init)).status).toBe(400);
  });

  test.each([{}, { 'content-length': '500' }])(
    'of a body that is cut short is a client error, not a server error: %j',
    async (headers) => {
      const cut = new ReadableStream({
        pull(controller) {
          controller.enqueue(new TextEncoder().encode('{"request":'));
          controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
        },
      });
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: cut,
        duplex: 'half',
      };
      const response = await service.app.request('/api/v1/activations', init as RequestInit);
      expect(response.status).toBe(400);
      expect(service.lines.at(-1)).not.toContain('"fault"');
    },
  );

  test('of a request file too large for any document states the limit', async () => {
    const response = await service.order({ request: ' '.repeat(40_000), licenseType: 'pro' });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([413, 'file-too-large']);
  });
});

describe('a document that was damaged on its way', () => {
  const utf8 = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

  test('is the order that it would be undamaged, with the same answer', async () => {
    const order = await goodOrder();
    const request = new TextEncoder().encode(order.request);
    const first = await service.order({
      ...order,
      request: utf8(damages['words wrapped at 40']?.(request) ?? request),
    });
    const license = await bytesOf(first);
    expect(first.status).toBe(201);
    for (const [name, damage] of Object.entries(damages).filter(
      ([, change], at) => at % 4 === 3 && isText(change(request)),
    )) {
      const again = await service.order({ ...order, request: utf8(damage(request)) });
      expect([name, again.status, await bytesOf(again)]).toEqual([name, 200, license]);
    }
    const intact = await service.order(order);
    expect([intact.status, await bytesOf(intact)]).toEqual([200, license]);
  });

  test('is the receipt that it would be undamaged, and stored as it was signed', async () => {
    const receipt = await goodReceipt();
    const outcomes: unknown[] = [];
    for (const damage of [
      damages['UTF-16 LE with mark'],
      damages.gzip,
      damages['quoted > '],
      (file: Uint8Array) => file,
    ])
      outcomes.push(await (await service.returnLicense(damage?.(receipt) ?? receipt)).json());
    expect(outcomes).toMatchObject([
      { outcome: 'returned' },
      { outcome: 'already-returned' },
      { outcome: 'already-returned' },
      { outcome: 'already-returned' },
    ]);
    const { receipt: stored } = await service.store
      .selectFrom('returns')
      .select('receipt')
      .where('receipt', '=', utf8(receipt))
      .executeTakeFirstOrThrow();
    expect(stored).toBe(utf8(receipt));
  });

  test('is refused with the damage where no reading of it was signed, or with several requests', async () => {
    const { request, ...order } = await goodOrder();
    const changed = request.replaceAll('\n', '\n> ').replace('2026-', '2025-');
    const other = await requestOf(machineWith('beta'));
    const answers = [changed, request + other].map((text) => service.order({ ...order, request: text }));
    const codes = (await Promise.all(answers)).map(async (answer) => ((await answer.json()) as { code: string }).code);
    expect(await Promise.all(codes)).toEqual(['file-damaged', 'envelope-malformed']);
  });
});

describe('pages of other origins', () => {
  const preflight = (origin: string) =>
    service.app.request('/api/v1/activations', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });

  test.each(['null', serviceOrigin])('with the origin %s may call', async (origin) => {
    const asked = await preflight(origin);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(origin);
    expect(asked.headers.get('access-control-allow-headers')).toBe('content-type');
    expect(asked.headers.get('access-control-allow-methods')).toContain('POST');
    const response = await service.order('x', { origin });
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('vary')).toMatch(/origin/i);
  });

  test.each(['https://elsewhere.example', 'http://activate.northlight.example', `${serviceOrigin}.evil.example`])(
    'with the origin %s may not',
    async (origin) => {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
      expect((await service.order('x', { origin })).headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});

describe('every answer', () => {
  test.each(['/', '/api/v1/catalog', '/api/nothing', '/healthz', '/api/v1/activations'])(
    'of %s carries the security headers',
    async (path) => {
      const { headers } = await service.app.request(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    },
  );

  test('of the API is never cached', async () => {
    const order = await goodOrder();
    const paths = ['/api/v1/catalog', '/api/v1/keyset', '/api/nothing'];
    const responses = [
      ...(await Promise.all(paths.map((path) => service.app.request(path)))),
      await service.order(order),
    ];
    for (const { headers } of responses) expect(headers.get('cache-control')).toBe('no-store');
  });

  test('has the media types of the documents', async () => {
    const keyset = await service.app.request('/api/v1/keyset');
    expect(keyset.headers.get('content-type')).toBe(mediaTypeOf('keyset'));
    expect(await keyset.text()).toBe(new TextDecoder().decode(service.keyset.file));
  });
});

describe('the log', () => {
  test('has one line per call, with the route and not the path, and no client data', async () => {
    const from = service.lines.length;
    const order = { ...(await goodOrder()), holder: 'Ottilie Quendel' };
    await service.order(order, { 'user-agent': 'SECRET' });
    await service.app.request('/secret-path/SECRET?serial=SECRET');
    await service.app.request('/api/SECRET');
    await withoutStore(async (broken) => {
      const response = await broken.order(order);
      service.lines.push(...broken.lines);
      return response;
    });
    const lines = service.lines.slice(from);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { method: 'POST', route: '/api/v1/activations', status: 201 },
      { method: 'GET', route: '/*', status: 404, code: 'service-not-found' },
      { method: 'GET', route: '/api/*', status: 404, code: 'service-not-found' },
      {
        method: 'POST',
        route: '/api/v1/activations',
        status: 500,
        code: 'service-fault',
        fault: { name: expect.any(String) },
      },
    ]);
    const requestId = /RequestID Value="([^"]+)/.exec(order.request)?.[1] ?? 'none';
    for (const secret of ['SECRET', 'Ottilie', order.serialNumber.slice(-5), requestId, 'LicenseRequest']) {
      expect(lines.join('\n')).not.toContain(secret);
    }
  });
});
