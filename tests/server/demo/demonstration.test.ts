import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeBase64 } from '../../../src/crypto/base64.ts';
import { readKeyset } from '../../../src/documents/keyset.ts';
import { openLicense, readLicense } from '../../../src/documents/license.ts';
import { readProfile } from '../../../src/vendor/profile.ts';
import { machineWith, requestOf } from '../machines.ts';
import { type BuiltService, buildService, demoSerials, type ServiceProcess } from '../serviceProcess.ts';

let service: BuiltService;
beforeAll(async () => {
  service = await buildService();
}, 60_000);
afterAll(() => service.dispose());

const inFolder = (name: string) => join(service.dataFolder, name);
const json = { 'content-type': 'application/json' };

function order({ address }: ServiceProcess, body: unknown): Promise<Response> {
  return fetch(`${address}/api/v1/activations`, { method: 'POST', headers: json, body: JSON.stringify(body) });
}

describe('the demonstration', { timeout: 60_000 }, () => {
  test('makes a vendor at its first start and shows the same one at the second', async () => {
    const first = await service.start();
    const serials = demoSerials(service.dataFolder);
    expect(serials.map(({ licenseType, seats }) => `${licenseType} ${seats}`)).toEqual([
      ...['plus 1', 'plus 5', 'pro 1', 'pro 3', 'pro 25'],
    ]);
    const { serialNumber } = serials[3] ?? { serialNumber: '' };
    for (const { serialNumber: each } of serials) expect(first.output()).toContain(each);
    expect(first.output()).toContain('3 of 3 seats left');
    const response = await order(first, {
      request: await requestOf(machineWith('alpha')),
      licenseType: 'pro',
      serialNumber,
    });
    expect(response.status).toBe(201);
    expect(await first.end('SIGTERM')).toBe(0);

    const second = await service.start();
    expect(demoSerials(service.dataFolder)).toEqual(serials);
    expect(second.output()).toContain('2 of 3 seats left');
    expect(second.output()).not.toContain('First start');
    expect(await second.end('SIGINT')).toBe(0);
  });

  test('gives licenses that the pinned root key vouches for', async () => {
    const running = await service.start();
    const { rootKeys } = readProfile(readFileSync(inFolder('vendor.json'), 'utf8'));
    const keysetFile = new Uint8Array(await (await fetch(`${running.address}/api/v1/keyset`)).arrayBuffer());
    const keyset = readKeyset(
      keysetFile,
      rootKeys.flatMap((key) => decodeBase64(key) ?? []),
    );
    const response = await order(running, { request: await requestOf(machineWith('beta')), licenseType: 'personal' });
    const license = openLicense(new Uint8Array(await response.arrayBuffer()));
    const key = keyset.keys.find(({ keyId }) => keyId === license.keyId);
    expect(readLicense(license, key?.publicKey ?? new Uint8Array())).toMatchObject({ licenseType: 'personal' });
    await running.end('SIGTERM');
  });

  test('serves the packed pages, and leaves one on disk that knows where the service is', async () => {
    const running = await service.start({ KEYFERRY_PUBLIC_URL: 'https://activate.northlight.example/' });
    const home = await fetch(running.address);
    expect(await home.text()).toContain('data-service="same-origin">{"format":1');
    expect(home.headers.get('content-security-policy')).toContain("connect-src 'self'");
    const page = readFileSync(inFolder('keyferry.html'), 'utf8');
    expect(page).toContain('connect-src https://activate.northlight.example;');
    expect(await (await fetch(`${running.address}/keyferry.html`)).text()).toBe(page);
    expect(running.output()).toContain('https://activate.northlight.example/');
    await running.end('SIGTERM');
  });

  test('keeps its files to their owner, and nothing secret in clear but what it says', async () => {
    const secrets = demoSerials(service.dataFolder).map(({ serialNumber }) => serialNumber);
    for (const name of readdirSync(service.dataFolder)) {
      const mode = statSync(inFolder(name)).mode & 0o777;
      expect([name, mode]).toEqual([name, ['vendor.json', 'keyferry.html'].includes(name) ? 0o644 : 0o600]);
      const text = readFileSync(inFolder(name), 'latin1');
      if (name !== 'demo-serials.txt') expect(secrets.some((secret) => text.includes(secret))).toBe(false);
    }
    expect(statSync(service.dataFolder).mode & 0o777).toBe(0o700);
  });

  test('logs one line a call, and nothing secret', async () => {
    const running = await service.start();
    const banner = running.output();
    const { serialNumber } = demoSerials(service.dataFolder)[4] ?? { serialNumber: '' };
    const request = await requestOf(machineWith('gamma'));
    const answers: string[] = [];
    for (const body of [
      { request, licenseType: 'pro', serialNumber, holder: 'Ottilie Quendel' },
      { request, licenseType: 'pro', serialNumber, holder: 'Someone Else' },
      { request: request.replace('orrery', 'horrery'), licenseType: 'pro', serialNumber: `${serialNumber}Q` },
    ]) {
      answers.push(await (await order(running, body)).text());
    }
    await fetch(`${running.address}/api/v1/catalog?serial=${serialNumber}`);
    await fetch(`${running.address}/${serialNumber}`);
    await running.end('SIGTERM');
    const lines = running
      .output()
      .slice(banner.length)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ status }) => status)).toEqual([201, 409, 422, 200, 404]);
    const log = JSON.stringify(lines);
    const licenseId = /LicenseID Value="([^"]+)/.exec(answers[0] ?? '')?.[1] ?? 'none';
    const requestId = /RequestID Value="([^"]+)/.exec(request)?.[1] ?? 'none';
    for (const secret of [
      serialNumber,
      serialNumber.slice(-5),
      'Ottilie',
      'Someone',
      licenseId,
      requestId,
      'Binding',
    ]) {
      expect(log).not.toContain(secret);
    }
  });

  test('is completed by the next start, wherever the one before was killed', { timeout: 300_000 }, async () => {
    // Each start is killed as soon as the next file has appeared, and the one after goes on from there.
    const environment = { KEYFERRY_DATA: `${service.dataFolder}-cut`, KEYFERRY_PASSPHRASE: '' };
    const files = [
      'passphrase.txt',
      'root.keystore.json',
      'keystore.json',
      'vendor.json',
      'keyset.xml',
      'catalog.json',
    ];
    for (const file of [...files, 'store.sqlite', 'demo-serials.txt', 'admin-token.txt', 'keyferry.html']) {
      await service.killWhenThere(join(environment.KEYFERRY_DATA, file), environment);
    }
    const running = await service.start(environment);
    expect(running.output()).toMatch(/First start|25 of 25 seats left/);
    for (const { licenseType, serialNumber } of demoSerials(environment.KEYFERRY_DATA)) {
      const body = { request: await requestOf(machineWith('alpha')), licenseType, serialNumber };
      expect((await order(running, body)).status).toBe(201);
    }
    expect(await whoami(running, environment.KEYFERRY_DATA)).toMatchObject({ scopes: { length: 4 } });
    await running.end('SIGTERM');
  });

  test('keeps one token for its support desk, and prints where but not what it is', async () => {
    const first = await service.start();
    const before = await whoami(first, service.dataFolder);
    await first.end('SIGTERM');
    const second = await service.start();
    expect(await whoami(second, service.dataFolder)).toEqual(before);
    expect((await fetch(`${second.address}/admin`)).status).toBe(200);
    expect(second.output()).toContain('admin-token.txt');
    expect(first.output() + second.output()).not.toContain('kfa_');
    await second.end('SIGTERM');
  });

  async function whoami({ address }: ServiceProcess, dataFolder: string): Promise<unknown> {
    const token = readFileSync(join(dataFolder, 'admin-token.txt'), 'utf8').trim();
    const response = await fetch(`${address}/api/v1/admin/whoami`, { headers: { authorization: `Bearer ${token}` } });
    return response.json();
  }
});

describe('stopping', { timeout: 60_000 }, () => {
  test('finishes the call that runs, takes no more, and leaves no log beside the store', async () => {
    const running = await service.start();
    const body = JSON.stringify({ request: await requestOf(machineWith('delta')), licenseType: 'personal' });
    const call = httpRequest(`${running.address}/api/v1/activations`, {
      method: 'POST',
      headers: { ...json, 'content-length': Buffer.byteLength(body) },
    });
    call.write(body.slice(0, 100));
    // One answer on another connection: by now the server has seen the first half.
    await (await fetch(`${running.address}/healthz`)).text();
    const ended = running.end('SIGTERM');
    await refusesConnections(running.address);
    call.end(body.slice(100));
    const [response] = await once(call, 'response');
    expect([response.statusCode, response.headers.connection]).toEqual([201, 'close']);
    response.resume();
    expect(await ended).toBe(0);
    const log = inFolder('store.sqlite-wal');
    expect(existsSync(log) ? statSync(log).size : 0).toBe(0);
  });

  test('at a second signal happens at once', async () => {
    const running = await service.start();
    const call = httpRequest(`${running.address}/api/v1/activations`, { method: 'POST', headers: json });
    call.on('error', () => undefined);
    call.write('{');
    await (await fetch(`${running.address}/healthz`)).text();
    const ended = running.end('SIGTERM');
    await refusesConnections(running.address);
    running.child.kill('SIGTERM');
    expect(await ended).toBe(143);
  });

  async function refusesConnections(address: string): Promise<void> {
    for (;;) {
      try {
        await (await fetch(`${address}/healthz`, { headers: { connection: 'close' } })).text();
      } catch {
        return;
      }
    }
  }
});

describe('a data folder', { timeout: 60_000 }, () => {
  test('has one service, and a second is told which', async () => {
    const running = await service.start();
    const { port } = new URL(running.address);
    // With the port of the first, too: that it is in use is not the reason.
    for (const asked of ['0', port]) {
      const { exitCode, output } = await service.fail({ KEYFERRY_PORT: asked });
      expect([exitCode, output.trim().split('\n')]).toEqual([1, [expect.stringContaining(service.dataFolder)]]);
      expect(output).toContain(`process ${running.child.pid}, port ${port}`);
    }
    expect((await fetch(`${running.address}/readyz`)).status).toBe(200);
    await running.end('SIGKILL');
    // The dead one's name still lies there and belongs to a process that lives; neither stops this start.
    writeFileSync(inFolder('service.json'), JSON.stringify({ pid: process.pid, port: 1 }));
    expect(await (await service.start()).end('SIGTERM')).toBe(0);
    expect(existsSync(inFolder('service.json'))).toBe(false);
  });

  test('has one service when several start at one instant', async () => {
    const environment = { KEYFERRY_DATA: `${service.dataFolder}-crowd` };
    const starts = await Promise.allSettled([1, 2, 3].map(() => service.start(environment)));
    const running = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    await Promise.all(running.map((each) => each.end('SIGTERM')));
    expect(running).toHaveLength(1);
  });

  test('that was there before keeps its permissions', async () => {
    const folder = `${service.dataFolder}-shared`;
    mkdirSync(folder);
    chmodSync(folder, 0o750);
    await (await service.start({ KEYFERRY_DATA: folder })).end('SIGTERM');
    expect(statSync(folder).mode & 0o777).toBe(0o750);
    expect(statSync(join(folder, 'keystore.json')).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['is a file', () => inFolder('catalog.json')],
    ['would lie in a file', () => inFolder('catalog.json/data')],
    ['cannot be written', () => lockedFolder()],
    ['would lie where nothing can', () => `${lockedFolder()}/data/deeper`],
  ])('that %s is named in one line', { timeout: 10_000 }, async (_, pathOf) => {
    const path = pathOf();
    const { exitCode, output } = await service.fail({ KEYFERRY_DATA: path });
    expect([exitCode, output.trim().split('\n')]).toEqual([1, [expect.stringContaining(path)]]);
    expect(output).toContain('KEYFERRY_DATA');
  });

  /** Linux has one that not even root can write; elsewhere the permissions have to do. */
  function lockedFolder(): string {
    if (process.platform === 'linux') return '/proc';
    const folder = `${service.dataFolder}-locked`;
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o500);
    return folder;
  }
});

describe('a start that cannot succeed', { timeout: 60_000 }, () => {
  test.each([
    ['KEYFERRY_PORT', { KEYFERRY_PORT: 'eighty' }],
    ['KEYFERRY_PUBLIC_URL', { KEYFERRY_PUBLIC_URL: 'activate.example.com' }],
    ['KEYFERRY_PASSPHRASE_FILE', { KEYFERRY_PASSPHRASE_FILE: '/nowhere' }],
    ['passphrase', { KEYFERRY_PASSPHRASE: '', KEYFERRY_PASSPHRASE_FILE: '/nowhere' }],
    ['does not open', { KEYFERRY_PASSPHRASE: 'wrong' }],
    ['serviceUrl', { KEYFERRY_PUBLIC_URL: 'http://[::1]:8080' }],
  ])('says what is wrong and exits with 1: %s', async (word, environment) => {
    const { exitCode, output } = await service.fail(environment);
    expect(exitCode).toBe(1);
    expect(output).toContain(word);
    expect(output.trim().split('\n')).toHaveLength(1);
  });

  test('because the port is taken does not take another', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { exitCode, output } = await service.fail({ KEYFERRY_PORT: String(port) });
    other.close();
    expect([exitCode, output]).toEqual([1, expect.stringContaining(`Port ${port} is in use`)]);
  });
});
