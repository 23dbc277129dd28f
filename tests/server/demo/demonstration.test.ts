import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeBase64 } from '../../../src/crypto/base64.ts';
import { readKeyset } from '../../../src/documents/keyset.ts';
import { openLicense, readLicense } from '../../../src/documents/license.ts';
import { readProfile } from '../../../src/vendor/profile.ts';
import { machineWith, requestOf } from '../machines.ts';
import { demoSerials, environmentFor, failLocally, order, startLocally, whoami } from './inProcess.ts';

let place: string;
let dataFolder: string;
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'keyferry-demonstration-'));
  dataFolder = join(place, 'data');
  await (await startLocally(environmentFor(dataFolder))).stop();
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const inFolder = (name: string) => join(dataFolder, name);
const start = (changes: Record<string, string> = {}) => startLocally(environmentFor(dataFolder, changes));
const fail = (changes: Record<string, string>) => failLocally(environmentFor(dataFolder, changes));

describe('the demonstration', () => {
  test('issues licenses that the pinned root key vouches for', async () => {
    const running = await start();
    const { rootKeys } = readProfile(readFileSync(inFolder('products/orrery/vendor.json'), 'utf8'));
    const keysetFile = new Uint8Array(await (await fetch(`${running.address}/api/v1/keyset`)).arrayBuffer());
    const keyset = readKeyset(
      keysetFile,
      rootKeys.flatMap((key) => decodeBase64(key) ?? []),
    );
    const response = await order(running, { request: await requestOf(machineWith('beta')), licenseType: 'personal' });
    const license = openLicense(new Uint8Array(await response.arrayBuffer()));
    const key = keyset.keys.find(({ keyId }) => keyId === license.keyId);
    expect(readLicense(license, key?.publicKey ?? new Uint8Array())).toMatchObject({ licenseType: 'personal' });
    await running.stop();
  });

  test('serves the packed pages, and leaves one on disk that has the service’s address', async () => {
    const running = await start({ KEYFERRY_PUBLIC_URL: 'https://activate.northlight.example/' });
    const home = await fetch(running.address);
    expect(await home.text()).toContain('data-service="same-origin">{"format":1');
    expect(home.headers.get('content-security-policy')).toContain("connect-src 'self'");
    const page = readFileSync(inFolder('products/orrery/keyferry.html'), 'utf8');
    expect(page).toContain('connect-src https://activate.northlight.example;');
    expect(await (await fetch(`${running.address}/keyferry.html`)).text()).toBe(page);
    expect(running.output()).toContain('https://activate.northlight.example/');
    await running.stop();
  });

  test('makes its files readable to their owner only, and stores secrets only in files meant for them', () => {
    const secrets = demoSerials(dataFolder).map(({ serialNumber }) => serialNumber);
    for (const entry of readdirSync(dataFolder, { withFileTypes: true, recursive: true })) {
      const name = relative(dataFolder, join(entry.parentPath, entry.name));
      const mode = statSync(inFolder(name)).mode & 0o777;
      if (entry.isDirectory()) {
        expect([name, mode]).toEqual([name, 0o700]);
        continue;
      }
      expect([name, mode]).toEqual([name, ['vendor.json', 'keyferry.html'].includes(entry.name) ? 0o644 : 0o600]);
      const text = readFileSync(inFolder(name), 'latin1');
      if (name !== 'demo-serials.txt') expect(secrets.some((secret) => text.includes(secret))).toBe(false);
    }
    expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
  });

  test('logs one line per call, without secrets', async () => {
    const running = await start();
    const banner = running.output();
    const { serialNumber } = demoSerials(dataFolder)[4] ?? { serialNumber: '' };
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
    await running.stop();
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

  test('keeps one admin token, and prints its path but not the token', async () => {
    const first = await start();
    const before = await whoami(first, dataFolder);
    await first.stop();
    const second = await start();
    expect(await whoami(second, dataFolder)).toEqual(before);
    expect((await fetch(`${second.address}/admin`)).status).toBe(200);
    expect(second.output()).toContain('admin-token.txt');
    expect(first.output() + second.output()).not.toContain('kfa_');
    await second.stop();
  });
});

describe('a data folder', () => {
  test('that exists keeps its permissions', async () => {
    const folder = `${dataFolder}-shared`;
    mkdirSync(folder);
    chmodSync(folder, 0o750);
    await (await start({ KEYFERRY_DATA: folder })).stop();
    expect(statSync(folder).mode & 0o777).toBe(0o750);
    expect(statSync(join(folder, 'products/orrery/keystore.json')).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['is a file', () => inFolder('service.lock')],
    ['would be in a file', () => inFolder('service.lock/data')],
    ['is not writable', () => lockedFolder()],
    ['would be where nothing can be created', () => `${lockedFolder()}/data/deeper`],
  ])('that %s is named in one line', async (_, pathOf) => {
    const path = pathOf();
    const output = await fail({ KEYFERRY_DATA: path });
    expect(output.split('\n')).toEqual([expect.stringContaining(path)]);
    expect(output).toContain('KEYFERRY_DATA');
  });

  /** On Linux, a folder that not even root can write; elsewhere one without write permission. */
  function lockedFolder(): string {
    if (process.platform === 'linux') return '/proc';
    const folder = `${dataFolder}-locked`;
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o500);
    return folder;
  }
});

describe('a start that cannot succeed', () => {
  test.each([
    ['KEYFERRY_PORT', { KEYFERRY_PORT: 'eighty' }],
    ['KEYFERRY_PUBLIC_URL', { KEYFERRY_PUBLIC_URL: 'activate.example.com' }],
    ['KEYFERRY_PASSPHRASE_FILE', { KEYFERRY_PASSPHRASE_FILE: '/nowhere' }],
    ['passphrase', { KEYFERRY_PASSPHRASE: '', KEYFERRY_PASSPHRASE_FILE: '/nowhere' }],
    ['does not open', { KEYFERRY_PASSPHRASE: 'wrong' }],
    ['IPv4', { KEYFERRY_PUBLIC_URL: 'http://[::1]:8080' }],
    ['10080', { KEYFERRY_PORT: '10080' }],
  ])('names the cause in one line: %s', async (word, environment) => {
    const output = await fail(environment);
    expect(output).toContain(word);
    expect(output.split('\n')).toHaveLength(1);
  });

  test('leaves port and folder available for the next start', async () => {
    await fail({ KEYFERRY_PASSPHRASE: 'wrong' });
    await (await start()).stop();
  });

  test('on a used port does not use another port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const output = await fail({ KEYFERRY_PORT: String(port) });
    other.close();
    expect(output).toContain(`Port ${port} is in use`);
  });
});
