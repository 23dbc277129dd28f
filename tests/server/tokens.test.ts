import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readGuardSettings } from '../../server/http/guard/settings.ts';
import { findAuditBreak } from '../../server/store/audit.ts';
import { isInForce, listTokens, mintToken, revokeToken, type Scope } from '../../server/tokens.ts';
import { mediaTypeOf } from '../../src/documents/documentType.ts';
import { openService, serviceOrigin, serviceTime, type TestService } from '../store/databases/testService.ts';
import { type Answer, serveService } from './http/adminSockets.ts';
import { machineWith, requestOf } from './machines.ts';

let service: TestService;
let listener: Awaited<ReturnType<typeof serveService>>;
beforeEach(async () => {
  service = await openService({
    guard: readGuardSettings((name) => (name === 'KEYFERRY_FAILED_TOKENS' ? '4' : undefined)),
  });
  listener = await serveService(service);
});
afterEach(async () => {
  await listener.close();
  await service.close();
});

const occasion = { at: '2026-11-23T09:30:00Z', actor: 'command-line' } as const;
const metrics = (token?: string): Promise<Answer> =>
  listener.call('GET', '/metrics', token === undefined ? {} : { authorization: `Bearer ${token}` });
const revoke = (name: string) => service.writer.write((context) => revokeToken(context, name, occasion));

/** An answer without the parts that differ between any two. */
function comparable({ status, headers, body }: Answer) {
  const { date: _, 'x-request-id': __, ratelimit: ___, ...others } = headers;
  return { status, headers: others, body };
}

describe('a token', () => {
  test('works for its scopes until it is revoked', async () => {
    const token = await service.makeToken('prometheus', ['audit:read', 'metrics:read']);
    expect((await metrics(token)).status).toBe(200);
    expect((await listener.call('GET', '/metrics', { authorization: `bearer  ${token}` })).status).toBe(200);
    expect(await revoke('prometheus')).toBe('revoked');
    expect((await metrics(token)).status).toBe(401);
    expect(await revoke('prometheus')).toBe('revoked-before');
    expect(await revoke('nobody')).toBe('unknown');
  });

  test('that is not accepted gets the same answer, whatever the reason', async () => {
    const revoked = await service.makeToken('revoked', ['metrics:read']);
    await revoke('revoked');
    const expired = await service.makeToken('expired', ['metrics:read'], '2026-11-23T10:00:00Z');
    const answers = [];
    for (const token of [revoked, expired, mintToken()]) answers.push(comparable(await metrics(token)));
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="keyferry", error="invalid_token"' },
      body: expect.stringContaining('token-refused'),
    });
  });

  test('works until the second at which it expires', async () => {
    const token = await service.makeToken('brief', ['metrics:read'], '2026-11-23T10:00:01Z');
    expect((await metrics(token)).status).toBe(200);
  });

  test.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['another scheme', { authorization: 'Basic a2V5ZmVycnk6' }],
    ['no token', { authorization: 'Bearer' }],
    ['words after the token', { authorization: `Bearer ${mintToken()} and more` }],
    ['a token that is too long', { authorization: `Bearer ${mintToken()}A` }],
    ['a very long token', { authorization: `Bearer ${'a'.repeat(10_000)}` }],
  ])('is required when there is %s', async (_, headers) => {
    const { status, headers: answered } = await listener.call('GET', '/metrics', headers);
    expect([status, answered['www-authenticate']]).toEqual([401, expect.stringMatching(/^Bearer realm="keyferry"/)]);
  });

  test('of another scope gets the name of the missing one', async () => {
    const token = await service.makeToken('auditor', ['audit:read']);
    const { status, headers, body } = await metrics(token);
    expect(status).toBe(403);
    expect(JSON.parse(body)).toMatchObject({ code: 'token-scope-missing', details: { scope: 'metrics:read' } });
    expect(headers['www-authenticate']).toBe(
      'Bearer realm="keyferry", error="insufficient_scope", scope="metrics:read"',
    );
  });

  test('is stored as a digest and named in the audit trail', async () => {
    const scopes: Scope[] = ['serials:read', 'activations:read'];
    const token = await service.makeToken('support-team', scopes, '2027-01-01T00:00:00Z');
    await revoke('support-team');
    const [known] = await listTokens(service.store);
    expect(known).toMatchObject({ name: 'support-team', scopes: ['activations:read', 'serials:read'] });
    expect(known && isInForce(known, serviceTime)).toBe(false);
    const rows = await service.store.selectFrom('admin_tokens').selectAll().execute();
    const trail = await service.store.selectFrom('audit').selectAll().execute();
    expect(JSON.stringify([rows, trail])).not.toContain(token.slice(4));
    expect(trail.map(({ entry }) => JSON.parse(entry))).toMatchObject([
      { event: 'token-created', actor: 'command-line', facts: { token: 'support-team' } },
      { event: 'token-revoked', facts: { token: 'support-team' } },
    ]);
    expect(await findAuditBreak(service.store)).toBeNull();
  });
});

describe('tokens that are not accepted', () => {
  test('are limited by address, and a valid one still works', async () => {
    const token = await service.makeToken('prometheus', ['metrics:read']);
    const codes = [];
    for (let time = 0; time < 6; time += 1) codes.push((await metrics(mintToken())).status);
    expect(codes).toEqual([401, 401, 401, 401, 429, 429]);
    const { headers, body } = await metrics(mintToken());
    expect(JSON.parse(body)).toMatchObject({ code: 'too-many-attempts' });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(headers.ratelimit).toMatch(/"failed-tokens";r=0;t=\d+$/);
    expect((await metrics(token)).status).toBe(200);
  });

  test('and calls without one never appear in the log', async () => {
    const token = await service.makeToken('prometheus', ['audit:read']);
    await metrics(token);
    await metrics(`${token}SECRET`);
    await metrics();
    expect(service.lines.map((line) => JSON.parse(line))).toMatchObject([
      { route: '/metrics', status: 403, code: 'token-scope-missing' },
      { route: '/metrics', status: 401, code: 'token-refused' },
      { route: '/metrics', status: 401, code: 'token-refused' },
    ]);
    expect(service.lines.join('\n')).not.toMatch(/kfa_|SECRET|prometheus/);
  });
});

describe('the metrics', () => {
  test('count calls by route, orders by outcome and limits, in few series and without input', async () => {
    const token = await service.makeToken('prometheus', ['metrics:read']);
    const { serialNumber } = await service.sell(1);
    const order = { request: await requestOf(machineWith('alpha')), licenseType: 'pro', serialNumber };
    await listener.order(order);
    await listener.order(order);
    await listener.order({ ...order, licenseType: 'SECRET', request: await requestOf(machineWith('beta')) });
    await listener.order({ ...order, request: await requestOf(machineWith('beta')) });
    await listener.call('POST', '/api/v1/returns', { 'content-type': mediaTypeOf('return') }, 'no receipt');
    for (let path = 0; path < 20; path += 1) await listener.call('GET', `/secret-${path}`);
    await listener.order({ request: 1 });
    await listener.call('PROPFIND', '/api/v1/activations');
    for (let time = 0; time < 5; time += 1) await metrics(mintToken());
    const { body, headers } = await metrics(token);
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const line of [
      'keyferry_orders_total{outcome="issued",product="orrery"} 1',
      'keyferry_orders_total{outcome="already-issued",product="orrery"} 1',
      'keyferry_orders_total{outcome="license-type-unknown",product="orrery"} 1',
      'keyferry_orders_total{outcome="seats-exhausted",product="orrery"} 1',
      'keyferry_returns_total{outcome="file-unrecognized",product=""} 1',
      'keyferry_calls_total{method="POST",route="/api/v1/activations",status="201"} 1',
      'keyferry_calls_total{method="GET",route="/*",status="404"} 20',
      'keyferry_calls_total{method="other",route="/api/v1/activations",status="405"} 1',
      'keyferry_call_duration_seconds_count{route="/*"} 20',
      'keyferry_limited_total{limit="failed-tokens"} 1',
      'keyferry_unread_total{reason="document"} 1',
      'keyferry_unread_total{reason="body"} 1',
      'keyferry_open_writes 0',
      'keyferry_oldest_write_seconds 0',
    ]) {
      expect(body.split('\n')).toContain(line);
    }
    expect(body).toMatch(/^keyferry_lock_wait_seconds_count [1-9]/m);
    expect(body).not.toMatch(/secret/i);
  });

  test('are not readable for pages of any origin', async () => {
    for (const path of ['/metrics', '/api/v1/admin/serials', '/api/v1/admin']) {
      for (const [method, origin] of [
        ['OPTIONS', serviceOrigin],
        ['GET', serviceOrigin],
        ['GET', 'null'],
      ] as const) {
        const { headers } = await listener.call(method, path, { origin, 'access-control-request-method': 'GET' });
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
    }
  });
});
