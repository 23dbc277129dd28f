import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readGuardSettings } from '../../../server/http/guard/settings.ts';
import { blockSerial } from '../../../server/store/serials.ts';
import { mintSerialNumber } from '../../../src/documents/serialNumber.ts';
import { machineWith, requestOf } from '../machines.ts';
import { openService, serviceOrigin, type TestService } from './adminCalls.ts';
import { type Answer, serveService } from './adminSockets.ts';

let service: TestService;
let listener: Awaited<ReturnType<typeof serveService>>;
async function open(environment: Record<string, string> = {}): Promise<void> {
  service = await openService({ guard: readGuardSettings((name) => environment[name]) });
  listener = await serveService(service);
}
beforeEach(() => open());
afterEach(async () => {
  await listener.close();
  await service.close();
});

async function reopen(environment: Record<string, string>): Promise<void> {
  await listener.close();
  await service.close();
  await open(environment);
}

const unknown = () => mintSerialNumber(randomBytes(12));
const codeOf = ({ status, body }: Answer) => (status < 300 ? 'issued' : (JSON.parse(body) as { code: string }).code);

async function order(serialNumber: string, headers: Record<string, string> = {}, hardware = 'alpha') {
  return listener.order({ request: await requestOf(machineWith(hardware)), licenseType: 'pro', serialNumber }, headers);
}

const occasion = { at: '2026-11-23T09:30:00Z', actor: 'command-line' } as const;
const block = (id: string) => service.writer.write((writeContext) => blockSerial(writeContext, id, occasion));

const limitOf = ({ headers: { ratelimit } }: Answer) => ratelimit;

/** An answer without the parts that differ between any two calls, some seconds apart. */
function comparable({ status, headers, body }: Answer) {
  const { date, 'x-request-id': id, ...others } = headers;
  expect([typeof date, typeof id]).toEqual(['string', 'string']);
  const text = JSON.stringify({ status, headers: others, body });
  return text.replace(/(calls\W+r=|t=|retry-after":"|retryAfter\W+)\d+/g, '$1');
}

describe('guessing serial numbers', () => {
  test('is blocked after ten refusals, and then the right one gets the same answer', async () => {
    const { serialNumber } = await service.sell(1);
    const outcomes = [];
    for (let time = 0; time < 10; time += 1) outcomes.push(codeOf(await order(time % 2 ? unknown() : `${unknown()}X`)));
    expect(new Set(outcomes)).toEqual(new Set(['serial-refused', 'serial-malformed']));
    const statements = service.statements();
    const right = await order(serialNumber);
    const wrong = await order(unknown());
    const mistyped = await order('12345');
    // The store was not queried, so timing reveals nothing.
    expect(service.statements()).toBe(statements);
    expect(comparable(wrong)).toEqual(comparable(right));
    expect(comparable(mistyped)).toEqual(comparable(right));
    expect(right.status).toBe(429);
    const { details, code } = JSON.parse(right.body) as { code: string; details: { retryAfter: number } };
    expect(code).toBe('too-many-attempts');
    expect(right.headers['retry-after']).toBe(String(details.retryAfter));
    expect(details.retryAfter).toBeGreaterThan(0);
    expect(details.retryAfter).toBeLessThanOrEqual(900);
  });

  test('is blocked in the same way when all guesses are sent at once', async () => {
    const orders = await Promise.all(Array.from({ length: 60 }, () => order(unknown())));
    const codes = orders.map(codeOf);
    expect(codes.filter((code) => code === 'serial-refused')).toHaveLength(10);
    expect(codes.filter((code) => code === 'too-many-attempts')).toHaveLength(50);
  });

  test('gets the same body and headers for an unknown, a blocked and a foreign serial number', async () => {
    await reopen({ KEYFERRY_TRUSTED_PROXIES: '127.0.0.1' });
    const blocked = await service.sell(1);
    await block(blocked.id);
    const foreign = await service.sell(1, { product: 'planetarium' });
    const answers = [];
    for (const [at, serial] of [unknown(), blocked.serialNumber, foreign.serialNumber].entries()) {
      answers.push(comparable(await order(serial, { 'x-forwarded-for': `198.51.100.${at}` })));
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[0]).toContain('r=9');
  });

  test('is blocked for one leaked serial number, wherever the orders come from', async () => {
    await reopen({ KEYFERRY_TRUSTED_PROXIES: '1', KEYFERRY_FAILED_ORDERS_PER_SERIAL: '3' });
    const { serialNumber, id } = await service.sell(1);
    await block(id);
    const codes = [];
    for (let at = 0; at < 5; at += 1) {
      codes.push(codeOf(await order(serialNumber, { 'x-forwarded-for': `198.51.100.${at}` })));
    }
    expect(codes).toEqual([...Array(3).fill('serial-refused'), ...Array(2).fill('too-many-attempts')]);
  });
});

describe('a limit counts against', () => {
  test('the connected client, whatever its headers claim', async () => {
    for (let time = 0; time < 10; time += 1) {
      await order(unknown(), { 'x-forwarded-for': `198.51.100.${time}`, forwarded: `for=198.51.100.${time}` });
    }
    expect(codeOf(await order(unknown(), { 'x-forwarded-for': '198.51.100.77' }))).toBe('too-many-attempts');
  });

  test('the client named by a trusted proxy, and all addresses of an IPv6 client', async () => {
    await reopen({ KEYFERRY_TRUSTED_PROXIES: '127.0.0.0/8' });
    for (let time = 0; time < 10; time += 1) {
      await order(unknown(), { 'x-forwarded-for': `203.0.113.${time}, 2001:db8:1:2::${time}` });
    }
    const at = (address: string) => order(unknown(), { 'x-forwarded-for': address }).then(codeOf);
    expect(await at('2001:db8:1:2:ffff::1')).toBe('too-many-attempts');
    expect(await at('2001:db8:1:3::1')).toBe('serial-refused');
    expect(await at('203.0.113.1')).toBe('serial-refused');
  });
});

describe('a regular client', () => {
  test('is never limited: a room of 300 machines at once behind one address', async () => {
    const { serialNumber } = await service.sell(300);
    const room = Array.from({ length: 300 }, (_, at) => order(serialNumber, {}, `machine-${at}`));
    const statuses = (await Promise.all(room)).map(({ status }) => status);
    expect(statuses).toEqual(Array(300).fill(201));
  });

  test('gets its rate limit status', async () => {
    const { serialNumber } = await service.sell(1);
    await order(unknown());
    const answer = await order(serialNumber);
    expect(answer.headers['ratelimit-policy']).toBe('"calls";q=3000;w=60, "failed-orders";q=10;w=900');
    expect(limitOf(answer)).toMatch(/^"calls";r=2998;t=\d+, "failed-orders";r=9;t=\d+$/);
    const catalog = await listener.call('GET', '/api/v1/catalog');
    expect(catalog.headers['ratelimit-policy']).toBe('"calls";q=3000;w=60');
    expect(limitOf(await listener.call('GET', '/healthz'))).toBeUndefined();
  });
});

describe('excessive calls', () => {
  test('are refused in a form that a page can read; pages and health checks continue', async () => {
    await reopen({ KEYFERRY_CALLS_PER_MINUTE: '3' });
    const call = () => listener.call('GET', '/api/v1/catalog', { origin: serviceOrigin });
    for (let time = 0; time < 3; time += 1) expect((await call()).status).toBe(200);
    const answer = await call();
    const { status, headers, body } = answer;
    expect([status, (JSON.parse(body) as { code: string }).code]).toEqual([429, 'service-busy']);
    expect(headers['access-control-allow-origin']).toBe(serviceOrigin);
    expect(headers['access-control-expose-headers']).toContain('retry-after');
    expect(limitOf(answer)).toMatch(/^"calls";r=0;t=\d+$/);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect((await listener.call('GET', '/healthz')).status).toBe(200);
    expect((await listener.call('OPTIONS', '/api/v1/catalog', { origin: serviceOrigin })).status).toBe(204);
  });

  test('begin above 2,000 in a row', async () => {
    const statuses = new Set<number>();
    for (let time = 0; time < 2000; time += 1) statuses.add((await service.app.request('/api/v1/keyset')).status);
    expect(statuses).toEqual(new Set([200]));
  });

  test('are not limited when the limit is switched off', async () => {
    await reopen({
      KEYFERRY_CALLS_PER_MINUTE: '0',
      KEYFERRY_FAILED_ORDERS: '0',
      KEYFERRY_FAILED_ORDERS_PER_SERIAL: '0',
    });
    const answers = [];
    for (let time = 0; time < 30; time += 1) answers.push(await order(unknown()));
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['serial-refused']));
    expect(answers.map(limitOf)).toEqual(Array(30).fill(undefined));
  });
});
