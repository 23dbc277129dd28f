import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoCatalog } from '../../../server/demo/vendor.ts';
import { openApiDocument } from '../../../server/http/openapi.ts';
import { chainHash } from '../../../server/store/audit.ts';
import { type Scope, scopes } from '../../../server/tokens.ts';
import { activationColumns, serialColumns } from '../../../src/contract/csvColumns.ts';
import { contractLimits } from '../../../src/contract/limits.ts';
import { openLicense } from '../../../src/documents/license.ts';
import { mintSerialNumber } from '../../../src/documents/serialNumber.ts';
import { machineWith, requestOf } from '../machines.ts';
import { installationCodeOf, returnCodeOf, vocabularyFor } from '../typedCodes.ts';
import { openService, presetGuard, serviceOrigin, type TestService } from './adminCalls.ts';
import { fitsSchema, type JsonSchema } from './jsonSchema.ts';

const ADMIN = '/api/v1/admin';

let service: TestService;
/** Token with all scopes. */
let token = '';
beforeAll(async () => {
  service = await openService();
  token = await service.makeToken('anna', scopes);
});
afterAll(() => service.close());

interface Ask {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly at?: TestService;
}

function ask(path: string, { token: bearer = token, body, headers = {}, method, at = service }: Ask = {}) {
  return at.app.request(`${ADMIN}/${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(bearer !== '' && { authorization: `Bearer ${bearer}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

async function answer(path: string, options?: Ask): Promise<Record<string, unknown>> {
  return (await ask(path, options)).json();
}

let machines = 0;

/** A machine with a license. */
async function activated({ holder = '', ...changes }: { holder?: string; termDays?: number } = {}, at = service) {
  const { serialNumber, id: serialId } = await at.sell(1, changes);
  machines += 1;
  const request = await requestOf(machineWith(`machine ${machines}`));
  const order = { request, licenseType: 'pro', serialNumber, holder };
  const response = await at.order(order);
  expect(response.status).toBe(201);
  const file = await response.text();
  const id = /LicenseID Value="([^"]+)/.exec(file)?.[1] ?? '';
  return { id, file, serialId, serialNumber, order };
}

const description = openApiDocument(serviceOrigin) as unknown as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
};
interface Operation {
  readonly security: readonly { readonly token: readonly Scope[] }[];
  readonly requestBody?: unknown;
  readonly responses: Record<string, { content: Record<string, { schema: JsonSchema }> }>;
}

const described = Object.entries(description.paths)
  .filter(([path]) => path.startsWith(`${ADMIN}/`))
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path: path.slice(ADMIN.length + 1), method, operation })),
  );

/** The answers of each call in addition to the common ones, and how to trigger them. */
const answers: [path: string, method: string, status: number, call: () => Promise<Response>][] = [
  ['whoami', 'get', 200, async () => ask('whoami')],
  ['activations/search', 'post', 200, async () => ask('activations/search', { body: {} })],
  ['activations/{id}', 'get', 200, async () => ask(`activations/${(await activated()).id}`)],
  ['activations/{id}', 'get', 404, async () => ask('activations/nobody')],
  ['activations/{id}/release', 'post', 200, async () => ask(`activations/${(await activated()).id}/release`, nothing)],
  ['activations/{id}/release', 'post', 404, async () => ask('activations/nobody/release', nothing)],
  ['activations/{id}/reissue', 'post', 200, async () => ask(`activations/${(await activated()).id}/reissue`, nothing)],
  ['activations/{id}/reissue', 'post', 201, reissuedLater],
  ['activations/{id}/reissue', 'post', 404, async () => ask('activations/nobody/reissue', nothing)],
  ['activations/{id}/reissue', 'post', 409, async () => ask(`activations/${(await released()).id}/reissue`, nothing)],
  ['activations/{id}/reissue', 'post', 422, reissuedWithoutType],
  ['activations/{id}/reissue', 'post', 422, reissuedWithoutProduct],
  ['codes/activations', 'post', 201, () => answeredCode()],
  ['codes/activations', 'post', 200, () => answeredCode(2)],
  ['codes/activations', 'post', 409, () => answeredCode(1, ['alpha', 'beta'])],
  ['codes/activations', 'post', 422, () => askByCode({ installationCode: 'X', licenseType: 'pro' })],
  ['codes/returns', 'post', 200, () => returnedCode()],
  ['codes/returns', 'post', 422, async () => service.byCode('returns', { returnCode: 'X' }, token)],
  ['codes/returns', 'post', 409, () => returnedCode(2)],
  ['activations.csv', 'get', 200, async () => ask('activations.csv')],
  ['serials/search', 'post', 200, async () => ask('serials/search', { body: {} })],
  ['serials', 'post', 201, async () => ask('serials', { body: order })],
  ['serials', 'post', 422, async () => ask('serials', { body: { ...order, seats: 0 } })],
  ['serials/{id}', 'get', 200, async () => ask(`serials/${(await activated()).serialId}`)],
  ['serials/{id}', 'get', 404, async () => ask('serials/nobody')],
  ['serials/{id}/seats', 'get', 200, async () => ask(`serials/${(await activated()).serialId}/seats`)],
  ['serials/{id}/seats', 'get', 400, async () => ask(`serials/${(await activated()).serialId}/seats?cursor=x`)],
  ['serials/{id}/seats', 'get', 404, async () => ask('serials/nobody/seats')],
  ['serials/{id}/change', 'post', 200, async () => changeTo({ seats: 2, expiresAt: '2027-12-31', reason: 'Order 5' })],
  ['serials/{id}/change', 'post', 404, async () => ask('serials/nobody/change', { body: { seats: 2 } })],
  ['serials/{id}/change', 'post', 409, async () => ask(`serials/${await full()}/change`, { body: { seats: 1 } })],
  ['serials/{id}/change', 'post', 422, async () => changeTo({ licenseType: 'none' })],
  ['serials/changes', 'post', 200, async () => changeTable(`serialId,extendDays\n${await expiring()},365\n`)],
  ['serials/changes', 'post', 400, async () => changeTable(brokenOff())],
  ['serials/changes', 'post', 404, async () => changeTable('serialId,seats\nnobody,2\n')],
  ['serials/changes', 'post', 409, async () => changeTable(`serialId,seats\n${await full()},1\n`)],
  ['serials/changes', 'post', 413, async () => changeTable('a'.repeat(contractLimits.importBytes + 1))],
  ['serials/changes', 'post', 422, async () => changeTable('seats\n1\n')],
  ['serials/{id}/block', 'post', 200, async () => ask(`serials/${(await activated()).serialId}/block`, nothing)],
  ['serials/{id}/block', 'post', 404, async () => ask('serials/nobody/block', nothing)],
  ['serials/{id}/unblock', 'post', 200, async () => ask(`serials/${(await activated()).serialId}/unblock`, nothing)],
  ['serials/{id}/unblock', 'post', 404, async () => ask('serials/nobody/unblock', nothing)],
  ['serials.csv', 'get', 200, async () => ask('serials.csv')],
  ['serials/import', 'post', 200, async () => importTable(soldTable())],
  ['serials/import', 'post', 400, async () => importTable(brokenOff())],
  ['serials/import', 'post', 409, async () => importTable(contradictoryTable())],
  ['serials/import', 'post', 413, async () => importTable('a'.repeat(contractLimits.importBytes + 1))],
  ['serials/import', 'post', 422, async () => importTable('serialNumber,licenseType,seats\nA,pro,1\n')],
  ['audit', 'get', 200, async () => ask('audit')],
  ['audit', 'get', 400, async () => ask('audit?cursor=x')],
  ['audit.csv', 'get', 200, async () => ask('audit.csv')],
];

/** The service no longer has the product of the license. */
async function reissuedWithoutProduct(): Promise<Response> {
  const { id } = await activated();
  await service.store.updateTable('licenses').set({ product: 'gone' }).where('id', '=', id).execute();
  return ask(`activations/${id}/reissue`, nothing);
}

const soldHead = 'serialNumber,licenseType,seats\r\n';
const soldLine = () => `${mintSerialNumber(randomBytes(12))},pro,3\r\n`;
const soldTable = () => `${soldHead}${soldLine()}${soldLine()}`;

const importTable = (body: BodyInit, at = service) => sendTable('serials/import', body, at);
const changeTable = (body: BodyInit) => sendTable('serials/changes', body, service);
const changeTo = async (body: object) => ask(`serials/${(await activated()).serialId}/change`, { body });
const expiring = async () => (await service.sell(1, { expiresAt: '2027-01-01T00:00:00Z' })).id;

/** @returns id of a serial number with two seats in use */
async function full(): Promise<string> {
  const { serialNumber, id } = await service.sell(2);
  for (const name of ['one', 'two']) {
    const order = { request: await requestOf(machineWith(`${id} ${name}`)), licenseType: 'pro', serialNumber };
    expect((await service.order(order)).status).toBe(201);
  }
  return id;
}

function sendTable(path: string, body: BodyInit, at: TestService): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' };
  const init = { method: 'POST', headers, body, duplex: 'half' };
  return Promise.resolve(at.app.request(`${ADMIN}/${path}`, init));
}

/** The same serial number twice, with different terms. */
function contradictoryTable(): string {
  const line = soldLine();
  return `${soldHead}${line}${line.replace(',3', ',4')}`;
}

function brokenOff(): ReadableStream {
  return new ReadableStream({ pull: (controller) => controller.error(new Error('hung up')) });
}

const nothing = { body: {} };
const order = { licenseType: 'pro', count: 2, seats: 3 };

async function released() {
  const activation = await activated();
  await ask(`activations/${activation.id}/release`, nothing);
  return activation;
}

/** For a machine whose license has expired since. */
async function reissuedLater(): Promise<Response> {
  const other = await openService();
  const bearer = await other.makeToken('anna', scopes);
  const { id } = await activated({ termDays: 1 }, other);
  other.wait(7);
  const response = await ask(`activations/${id}/reissue`, { ...nothing, at: other, token: bearer });
  await other.close();
  return response;
}

/** For a license whose type left the catalog. */
async function reissuedWithoutType(): Promise<Response> {
  const catalog = structuredClone(demoCatalog);
  const other = await openService({ catalog });
  const bearer = await other.makeToken('anna', scopes);
  const { id } = await activated({}, other);
  catalog.licenseTypes = catalog.licenseTypes.filter((type) => type.id !== 'pro');
  const response = await ask(`activations/${id}/reissue`, { body: { new: true }, at: other, token: bearer });
  await other.close();
  return response;
}

const askByCode = async (body: object) => service.byCode('activations', body, token);

/** @returns the last answer to orders of these machines with one seat, each sent so many times */
async function answeredCode(times = 1, names: readonly string[] = ['alpha']): Promise<Response> {
  const { serialNumber } = await service.sell(1);
  const codes = names.map((name) => installationCodeOf(machineWith(name), vocabularyFor(service)));
  const orders = codes.flatMap((installationCode) => Array<string>(times).fill(installationCode));
  let last = new Response();
  for (const installationCode of orders) last = await askByCode({ installationCode, licenseType: 'pro', serialNumber });
  return last;
}

async function returnedCode(licenses = 1): Promise<Response> {
  const machine = machineWith(randomBytes(8).toString('hex'));
  const { serialNumber } = await service.sell(1);
  const installationCode = installationCodeOf(machine, vocabularyFor(service));
  const first = await askByCode({ installationCode, licenseType: 'pro', serialNumber });
  const { licenseId } = (await first.json()) as { licenseId: string };
  if (licenses > 1) await service.order({ request: await requestOf(machine), licenseType: 'pro', serialNumber });
  return service.byCode('returns', { returnCode: await returnCodeOf(machine, licenseId) }, token);
}

const codesOfAll = { 401: 'token-refused', 403: 'token-scope-missing', 429: 'service-busy' } as const;
const codeOfBodies = 'service-request-invalid';

/** The common answers of all calls, and how to trigger them. */
async function provoke(status: number, path: string, { security, requestBody }: Operation): Promise<Response> {
  const at = path.replace('{id}', 'nobody');
  const body = requestBody === undefined ? {} : nothing;
  if (status === 401) return ask(at, { ...body, token: '' });
  if (status === 403) {
    const others = scopes.filter((scope) => !security[0]?.token.includes(scope));
    return ask(at, { ...body, token: await service.makeToken(`other-${at.replaceAll('/', '-')}`, others) });
  }
  if (status === 429) return strictly(at, body);
  if (status === 400) return ask(at, { body: '{' });
  if (status === 413) return ask(at, { body: ' '.repeat(140_000) });
  return ask(at, { body: 'x', headers: { 'content-type': 'text/plain' } });
}

async function strictly(path: string, body: Ask): Promise<Response> {
  const strict = await openService({ guard: { ...presetGuard, calls: { ...presetGuard.calls, quota: 1 } } });
  const other = await strict.makeToken('strict', scopes);
  await ask('whoami', { at: strict, token: other });
  const response = await ask(path, { ...body, at: strict, token: other });
  await strict.close();
  return response;
}

async function expectAsDescribed(response: Response, operation: Operation, status: number): Promise<void> {
  expect(response.status).toBe(status);
  const documented = operation.responses[status]?.content ?? {};
  const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
  expect(Object.keys(documented)).toEqual([mediaType]);
  const text = await response.text();
  if (!mediaType.endsWith('json')) return;
  const faults = fitsSchema(JSON.parse(text), documented[mediaType]?.schema ?? {}, description.components.schemas);
  expect(faults).toEqual([]);
}

describe('the API description', () => {
  const operationOf = (path: string, method: string) =>
    described.find((each) => each.path === path && each.method === method)?.operation;

  test.each(answers)('is correct: %s %s %i', async (path, method, status, call) => {
    const operation = operationOf(path, method);
    if (operation === undefined) throw new Error('it is not described');
    await expectAsDescribed(await call(), operation, status);
  });

  test.each(described)('is correct about answers of all calls: $path $method', async ({ path, method, operation }) => {
    const special = answers.flatMap(([at, by, status]) => (at === path && by === method ? [status] : []));
    const rest = Object.keys(operation.responses)
      .map(Number)
      .filter((status) => !special.includes(status));
    for (const status of rest) {
      const response = await provoke(status, path, operation);
      const { code } = (await response.clone().json()) as { code: string };
      expect([status, code]).toEqual([status, status in codesOfAll ? codesOfAll[status as 401] : codeOfBodies]);
      await expectAsDescribed(response, operation, status);
    }
  });
});

test('every route of the API is described', () => {
  const routed = service.app.routes
    .filter(({ method, path }) => method !== 'ALL' && /^\/(?:api|metrics|healthz|readyz)/.test(path))
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const all = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect([...new Set(routed)].sort()).toEqual(all.sort());
});

describe('every answer', () => {
  test.each(['whoami', 'activations.csv', 'nothing', 'activations/nobody'])(
    'to %s is limited to this origin, is not stored, and sets no cookie',
    async (path) => {
      for (const method of ['GET', 'OPTIONS']) {
        const { headers } = await ask(path, { method, headers: { origin: serviceOrigin } });
        expect([...headers.keys()].filter((name) => /^access-control|^set-cookie$/.test(name))).toEqual([]);
        expect(headers.get('cache-control')).toBe('no-store');
      }
    },
  );

  test('to a wrong method names the allowed one', async () => {
    const wrong: [string, string, string][] = [
      ['whoami', 'POST', 'GET, HEAD'],
      ['activations/search', 'PUT', 'POST'],
      ['serials', 'GET', 'POST'],
      ['serials/nobody/block', 'GET', 'POST'],
    ];
    for (const [path, method, allowed] of wrong) {
      const response = await ask(path, { method });
      expect([path, response.status, response.headers.get('allow')]).toEqual([path, 405, allowed]);
    }
  });

  test('keeps search terms and results out of the log', async () => {
    const { serialNumber } = await activated({ holder: 'Ottilie Quendel' });
    const from = service.lines.length;
    for (const text of [serialNumber, 'Ottilie']) await ask('activations/search', { body: { text } });
    const log = service.lines.slice(from).join('\n');
    expect(log).toContain(`${ADMIN}/activations/search`);
    for (const secret of [serialNumber, serialNumber.slice(-5), 'Ottilie', token]) expect(log).not.toContain(secret);
  });
});

test('a token can read its name and scopes with any scope', async () => {
  const poor = await service.makeToken('ben', ['audit:read']);
  const known = { name: 'ben', scopes: ['audit:read'], products: null, expiresAt: null };
  expect(await answer('whoami', { token: poor })).toEqual(known);
});

test('a released seat is free for another machine, and the trail records who released it', async () => {
  const { id, serialNumber, order: first } = await activated();
  const second = { ...first, request: await requestOf(machineWith('the next one')) };
  expect((await service.order(second)).status).toBe(409);
  expect(await answer(`activations/${id}/release`, nothing)).toMatchObject({
    licenseId: id,
    releaseReason: 'released',
    seat: { number: null },
    history: [{ event: 'released' }, { event: 'issued' }, { event: 'taken' }],
  });
  expect((await service.order({ ...second, serialNumber })).status).toBe(201);
  const { entry } = await service.store
    .selectFrom('audit')
    .select('entry')
    .where('entry', 'like', '%seat-released%')
    .orderBy('sequence', 'desc')
    .executeTakeFirstOrThrow();
  expect(JSON.parse(entry)).toMatchObject({ actor: 'token:anna', event: 'seat-released', facts: { license: id } });
});

test('a license downloaded again is byte for byte the same', async () => {
  const { id, file } = await activated();
  expect(await (await ask(`activations/${id}/reissue`, nothing)).text()).toBe(file);
});

test('minted serial numbers issue licenses with their terms', async () => {
  const terms = { ...order, count: 1, holder: 'Observatory', expiresAt: '2027-01-31T23:59:59Z' };
  const { serials } = (await answer('serials', { body: terms })) as { serials: { serialNumber: string }[] };
  const request = await requestOf(machineWith('minted'));
  const response = await service.order({ request, licenseType: 'pro', serialNumber: serials[0]?.serialNumber });
  const text = await response.text();
  expect(openLicense(new TextEncoder().encode(text)).keyId).toBeTruthy();
  expect(text).toContain('Holder Value="Observatory"');
  expect(text).toContain('StopDate Value="2027-01-31T23:59:59Z"');
});

test('a blocked serial number issues no license until it is unblocked', async () => {
  const { serialNumber, id } = await service.sell(2);
  const request = await requestOf(machineWith('blocked'));
  const attempt = async () => (await service.order({ request, licenseType: 'pro', serialNumber })).status;
  expect(await answer(`serials/${id}/block`, nothing)).toMatchObject({ blockedAt: '2026-11-23T10:00:00Z' });
  expect(await attempt()).toBe(403);
  expect(await answer(`serials/${id}/unblock`, nothing)).toMatchObject({ blockedAt: null });
  expect(await attempt()).toBe(201);
});

describe('a table', () => {
  test('has the columns of the command line, in the same order', async () => {
    const headOf = async (path: string) => (await (await ask(path)).text()).split('\r\n')[0];
    expect(await headOf('serials.csv')).toBe(Object.keys(serialColumns).join(','));
    expect(await headOf('activations.csv')).toBe(Object.keys(activationColumns).join(','));
  });

  test('has every row, however many, and no formula', async () => {
    const other = await openService();
    const bearer = await other.makeToken('anna', scopes);
    const many = { ...order, count: 1200 };
    await ask('serials', { at: other, token: bearer, body: many });
    await ask('serials', { at: other, token: bearer, body: { ...order, count: 1, holder: '=1+1', note: 'a,"b"' } });
    const response = await ask('serials.csv', { at: other, token: bearer });
    const lines = (await response.text()).split('\r\n');
    expect(lines).toHaveLength(1 + 1201 + 1);
    expect(lines[0]).toMatch(/^serialId,masked,product,licenseType,seats,/);
    expect(lines.filter((line) => line.includes("'=1+1") && line.includes('"a,""b"""'))).toHaveLength(1);
    await other.close();
  });

  test('is invalid when it is cut off', async () => {
    const other = await openService();
    const bearer = await other.makeToken('anna', scopes);
    await ask('serials', { at: other, token: bearer, body: { ...order, count: 2000 } });
    const response = await ask('serials.csv', { at: other, token: bearer });
    const reader = response.body?.getReader();
    await reader?.read();
    await other.store.destroy();
    const rest = async () => {
      while (!(await reader?.read())?.done);
    };
    await expect(rest()).rejects.toThrow();
  });
});

describe('an expiration', () => {
  const expiring = async (expiresAt: string) => {
    const minted = await answer('serials', { body: { ...order, count: 1, expiresAt } });
    const { serials = [] } = minted as { serials?: { serialId: string }[] };
    return serials.length === 0 ? minted : answer(`serials/${serials[0]?.serialId}`);
  };

  test('as a date is valid through the end of that day, and an instant is exact', async () => {
    expect(await expiring('2027-01-31')).toMatchObject({ expiresAt: '2027-02-01T00:00:00Z' });
    expect(await expiring('2027-01-31T12:00:00Z')).toMatchObject({ expiresAt: '2027-01-31T12:00:00Z' });
  });

  test.each(['2027-02-30', 'soon', '2027-01-31T12:00', '2020-01-01'])(
    '%s is refused, and the answer names the formats',
    async (text) => {
      expect(await expiring(text)).toMatchObject({
        code: 'serial-terms-invalid',
        details: { field: 'expiresAt', expected: expect.stringMatching(/YYYY-MM-DD.*YYYY-MM-DDTHH:MM:SSZ/) },
      });
    },
  );

  test('the last day is included, and the next is not', async () => {
    const other = await openService();
    const bearer = await other.makeToken('anna', scopes);
    const body = { ...order, count: 1, expiresAt: '2026-11-24' };
    const { serials } = (await answer('serials', { body, at: other, token: bearer })) as {
      serials: { serialNumber: string }[];
    };
    const attempt = async (machine: string) =>
      other.order({
        request: await requestOf(machineWith(machine)),
        licenseType: 'pro',
        serialNumber: serials[0]?.serialNumber,
      });
    other.wait(1);
    expect((await attempt('on the last day')).status).toBe(201);
    other.wait(1);
    const late = await attempt('on the day after');
    expect([late.status, ((await late.json()) as { code: string }).code]).toEqual([403, 'serial-expired']);
    await other.close();
  });
});

describe('an import', () => {
  test('adds every line, and repeating it adds none', async () => {
    const table = soldTable();
    expect(await (await importTable(table)).json()).toEqual({ added: 2, known: 0 });
    expect(await (await importTable(table)).json()).toEqual({ added: 0, known: 2 });
  });

  test('is all or nothing, and names every invalid line without its content', async () => {
    const good = soldLine();
    const response = await importTable(
      `serialNumber,licenseType,seats,expiresAt\n${good.trim()},2027-12-31\nSECRET,pro,1,\n${soldLine().trim()},soon\n`,
    );
    const text = await response.text();
    expect([response.status, JSON.parse(text)]).toMatchObject([
      422,
      {
        code: 'serial-malformed',
        details: { line: 3 },
        errors: [
          { line: 3, code: 'serial-malformed' },
          { line: 4, code: 'serial-terms-invalid', details: { field: 'expiresAt' } },
        ],
      },
    ]);
    expect(text).not.toContain('SECRET');
    const found = await answer('serials/search', { body: { text: good.slice(18, 23) } });
    expect(found).toMatchObject({ rows: [] });
  });

  test('of a body that is not UTF-8 is refused', async () => {
    const response = await importTable(new Uint8Array([0xc3, 0x28]));
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([422, 'file-not-utf8']);
  });
});

describe('the audit trail', () => {
  test('is listed in pages without gaps, each row with the text that its hash covers', async () => {
    const other = await openService();
    const bearer = await other.makeToken('auditor', scopes);
    await ask('serials', { at: other, token: bearer, body: { ...order, count: 450 } });
    const rows: { sequence: number; entry: string; previousHash: string; hash: string; event: string }[] = [];
    for (let path = 'audit'; path !== ''; ) {
      const page = (await answer(path, { at: other, token: bearer })) as unknown as {
        rows: typeof rows;
        next: string | null;
      };
      rows.push(...page.rows);
      path = page.next === null ? '' : `audit?cursor=${page.next}`;
    }
    expect(rows.length).toBeGreaterThan(400);
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    for (const { previousHash, sequence, entry, hash, event } of rows) {
      expect(chainHash(previousHash, sequence, entry)).toBe(hash);
      expect(JSON.parse(entry)).toMatchObject({ event });
    }
    await other.close();
  });

  test('as a table has the same columns, and records its export', async () => {
    const lines = (await (await ask('audit.csv')).text()).split('\r\n');
    expect(lines[0]).toBe('sequence,at,event,actor,facts,entry,previousHash,hash');
    expect(lines.at(-2)).toContain('audit-exported');
  });

  test('is for tokens with audit:read only', async () => {
    const auditor = await service.makeToken('auditor', ['audit:read']);
    expect((await ask('audit', { token: auditor })).status).toBe(200);
    expect((await ask('serials.csv', { token: auditor })).status).toBe(403);
  });
});
