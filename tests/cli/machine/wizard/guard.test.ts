import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { call } from './caller.ts';
import { serveBench } from './served.ts';
import { visitorOf } from './visitor.ts';

/** Private content: the page, the profile, the bindings. */
function expectNothing(answer: { readonly status: number; readonly text: string }, code: string): void {
  expect(answer.status).toBe(403);
  expect(answer.text).toMatch(new RegExp(`^${code}: `));
  expect(answer.text.length).toBeLessThan(600);
  expect(answer.text).not.toMatch(/<html|orrery|bindings|installationKey/i);
}

const paths = ['/', '/assets/index-4f3a9c.js', '/icons/icon.svg', '/machine/look', '/nowhere'];

describe('the token', () => {
  it('opens the wizard for one browser and is removed from the address', async () => {
    const { callIt, tokenPath, host, port } = await serveBench();
    const entered = await callIt(tokenPath);
    expect([entered.status, entered.text]).toEqual([303, '']);
    expect(entered.headers.location).toMatch(/^\/#session=[\w-]{43}$/);
    const [cookie = ''] = entered.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(new RegExp(`^keyferry-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`));
    const page = await callIt('/', { headers: { cookie: cookie.split(';', 1)[0] ?? '', 'sec-fetch-site': 'none' } });
    expect(page.status).toBe(200);
    expect(page.text).toContain('data-service="this-machine"');
    expect(page.text).not.toContain(tokenPath.slice(8));
    expect(host).toBe(`localhost:${port}`);
  });

  it('has 256 bits and is different each time', async () => {
    const { tokenPath, start } = await serveBench();
    expect(tokenPath).toMatch(/^\/\?token=[\w-]{43}$/);
    expect(visitorOf((await start()).address).tokenPath).not.toBe(tokenPath);
  });

  it.each(paths)('that is missing is refused: %s', async (path) => {
    const { callIt, own } = await serveBench();
    expectNothing(await callIt(path), 'wizard-token-missing');
    expectNothing(await callIt(path, { method: 'POST', headers: own }), 'wizard-token-missing');
  });

  it('that is wrong, or belongs to another wizard, is refused', async () => {
    const { callIt, start } = await serveBench();
    const other = visitorOf((await start()).address);
    for (const path of ['/?token=', '/?token=a', other.tokenPath]) {
      expectNothing(await callIt(path), 'wizard-token-missing');
    }
    const cookie = (await other.enter()).replace(/^[^=]*/, `keyferry-${visitorOf((await start()).address).port}`);
    expectNothing(await callIt('/', { headers: { cookie } }), 'wizard-token-missing');
  });

  it('works once: another browser gets instructions, the same one continues', async () => {
    const { callIt, enter, tokenPath } = await serveBench();
    const cookie = await enter();
    const again = await callIt(tokenPath);
    expectNothing(again, 'wizard-token-used');
    expect(again.headers['set-cookie']).toBeUndefined();
    expect((await callIt(tokenPath, { headers: { 'accept-language': 'de-AT,de' } })).text).toContain('nur einmal');
    expect((await callIt(tokenPath, { headers: { cookie } })).headers.location).toBe('/');
  });

  it('is not used up by a HEAD request', async () => {
    const { callIt, enter, tokenPath } = await serveBench();
    expect((await callIt(tokenPath, { method: 'HEAD' })).status).toBe(403);
    expect(await enter()).not.toBe('');
  });
});

describe('the session', () => {
  const calls = ['look', 'request', 'keyset', 'license', 'place', 'return'].map((name) => `/machine/${name}`);

  it('refuses every call with only one of its secrets', async () => {
    const { callIt, enter, own, start, keyHeader, post } = await serveBench();
    const cookie = await enter();
    const other = visitorOf((await start()).address);
    await other.enter();
    const stolen = [{ cookie }, keyHeader(), { cookie, ...other.keyHeader() }, { cookie, 'keyferry-session': '' }];
    for (const path of [...calls, '/', '/nowhere']) {
      for (const secrets of stolen) {
        const answer = await callIt(path, { method: 'POST', headers: { ...own, ...secrets } });
        expectNothing(answer, 'wizard-token-missing');
      }
    }
    for (const method of ['PUT', 'DELETE', 'OPTIONS']) {
      const answer = await callIt('/machine/look', { method, headers: { ...own, cookie } });
      expectNothing(answer, 'wizard-token-missing');
    }
    expect((await post('/machine/look')).status).toBe(200);
  });

  it('gives the key to no one who knows the cookie, which browsers send to every port', async () => {
    const { callIt, enter, tokenPath, keyHeader } = await serveBench();
    const cookie = await enter();
    const [key = ''] = Object.values(keyHeader());
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(cookie).not.toContain(key);
    for (const path of [...paths, tokenPath]) {
      const { headers, text } = await callIt(path, { headers: { cookie } });
      expect(JSON.stringify(headers) + text).not.toContain(key);
    }
  });

  it('shows what belongs to this machine only in answers that need both secrets', async () => {
    const { callIt, enter, post, bench } = await serveBench();
    const cookie = await enter();
    const { bindings, installationKey } = JSON.parse((await post('/machine/request')).text);
    expect(bindings.length).toBeGreaterThan(0);
    for (const path of paths) {
      const { text } = await callIt(path, { headers: { cookie } });
      for (const { value } of bindings) expect(text).not.toContain(value);
      expect(text).not.toContain(installationKey);
      expect(text).not.toContain(bench.paths.license);
    }
  });
});

describe('a host name that leads here', () => {
  it.each(['attacker.example', '127.0.0.1', '[::1]', 'localhost', 'localhost.', 'LOCALHOST'])(
    '%s is refused, even with token and cookie',
    async (name) => {
      const { callIt, enter, own, port, tokenPath } = await serveBench();
      for (const host of [name, `${name}:${port}`].filter((one) => one !== `localhost:${port}`)) {
        expectNothing(await callIt(tokenPath, { headers: { host } }), 'wizard-host-wrong');
      }
      const cookie = await enter();
      const host = name === 'localhost' ? 'localhost:80' : `${name}:${port}`;
      for (const path of paths) {
        expectNothing(await callIt(path, { headers: { ...own, cookie, host } }), 'wizard-host-wrong');
        expectNothing(await callIt(path, { method: 'POST', headers: { ...own, cookie, host } }), 'wizard-host-wrong');
      }
    },
  );
});

describe('a page of another origin', () => {
  it.each([
    ['states its origin', { origin: 'https://attacker.example' }],
    ['is on another port of this computer', { origin: 'http://localhost:1' }],
    ['hides its origin', { origin: 'null' }],
    ['is on another site', { 'sec-fetch-site': 'cross-site' }],
    ['is on the same site', { 'sec-fetch-site': 'same-site' }],
    ['is on another site and claims our origin', { origin: 'own', 'sec-fetch-site': 'cross-site' }],
  ])('%s and is refused, with or without the cookie', async (_, sent: Record<string, string>) => {
    const { callIt, enter, own } = await serveBench();
    const cookie = await enter();
    const headers = { ...sent, ...(sent.origin === 'own' && { origin: own.origin }), cookie };
    for (const path of paths) {
      expectNothing(await callIt(path, { method: 'POST', headers }), 'wizard-origin-foreign');
      if (sent.origin !== 'own') expectNothing(await callIt(path, { headers }), 'wizard-origin-foreign');
    }
  });

  it('that sends no origin can change and read nothing', async () => {
    const { callIt, enter } = await serveBench();
    const cookie = await enter();
    const answer = await callIt('/machine/look', { method: 'POST', headers: { cookie } });
    expectNothing(answer, 'wizard-origin-foreign');
  });

  it('gets no CORS permission', async () => {
    const { callIt, enter, own, post } = await serveBench();
    const cookie = await enter();
    const preflight = {
      ...own,
      cookie,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    for (const answer of [
      await callIt('/machine/look', { method: 'OPTIONS', headers: preflight }),
      await callIt('/', { headers: { cookie } }),
      await post('/machine/look'),
      await callIt('/', { headers: { origin: 'https://attacker.example' } }),
    ]) {
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});

describe('every answer', () => {
  it('forbids caching, framing, content sniffing and reading by other origins', async () => {
    const { callIt, enter, post } = await serveBench();
    const cookie = await enter();
    const answers = [
      await callIt('/'),
      await callIt('/', { headers: { cookie } }),
      await callIt('/assets/index-4f3a9c.js', { headers: { cookie } }),
      await callIt('/nowhere', { headers: { cookie } }),
      await post('/machine/look'),
      await post('/machine/license', new TextEncoder().encode('no license')),
      await post('/machine/license', new TextEncoder().encode('x'.repeat(300_000))),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 200, 200, 404, 200, 422, 413]);
    for (const { headers } of answers) {
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    }
  });

  it('is served on every loopback address of this computer, and on no other', async () => {
    const { port, host } = await serveBench();
    const known = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    expect(known.some(({ address }) => address === '127.0.0.1')).toBe(true);
    for (const { address, internal, scopeid } of known) {
      const answer = call(port, '/', { address: scopeid ? `${address}%${scopeid}` : address, headers: { host } });
      if (internal) expect((await answer).status).toBe(403);
      else await expect(answer).rejects.toThrow();
    }
  });
});
