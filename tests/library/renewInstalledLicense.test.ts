import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readInstalledLicense } from '../../library/installed.ts';
import { renewInstalledLicense } from '../../library/renewInstalledLicense.ts';
import { toInstant } from '../../src/documents/instant.ts';
import type { VendorProfile } from '../../src/vendor/profile.ts';
import { emptyFolder, keyferryHere } from '../cli/tool.ts';
import { demoSerials, environmentFor, type LocalService, startLocally } from '../server/demo/inProcess.ts';

/** The data of a new demonstration, made once: creating its keys and serial numbers takes a second. */
const newData = mkdtempSync(join(tmpdir(), 'keyferry-demonstration-'));

beforeAll(async () => (await startLocally(environmentFor(newData))).stop());
afterAll(() => rmSync(newData, { recursive: true }));

/** A product on a machine with a network, activated by the commands, and the vendor's real service. */
async function activatedMachine(licenseType = 'pro') {
  const data = join(emptyFolder(), 'data');
  cpSync(newData, data, { recursive: true });
  const service = await startLocally(environmentFor(data));
  onTestFinished(() => service.stop());
  const home = emptyFolder();
  const before = process.env.HOME;
  process.env.HOME = home;
  onTestFinished(() => {
    process.env.HOME = before;
  });
  const licenseFile = join(home, 'orrery.lic');
  const packed: VendorProfile = JSON.parse(readFileSync(join(data, 'products/orrery/vendor.json'), 'utf8'));
  const profile = { ...packed, serviceUrl: service.address, licenseFile: { linux: licenseFile } };
  writeFileSync(join(home, 'vendor.json'), JSON.stringify(profile));
  const machine = async (...args: string[]) => {
    const run = await keyferryHere(home, ['machine', ...args, '--profile', 'vendor.json'], '', { HOME: home });
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
  };
  await machine('request', '-o', 'orrery.licreq');
  const serialNumber = demoSerials(data).find((one) => one.licenseType === licenseType)?.serialNumber;
  const answer = await order(service, {
    request: readFileSync(join(home, 'orrery.licreq'), 'utf8'),
    licenseType,
    ...(serialNumber !== undefined && { serialNumber }),
    holder: 'Ada',
  });
  writeFileSync(join(home, 'answer.lic'), answer);
  await machine('activate', 'answer.lic');
  return {
    ...{ home, licenseFile, machine, profile },
    changeSerial: (action: string, body: object) => changeSerial(service, data, serialNumber ?? '', action, body),
  };
}

/** Changes a serial number as the vendor does. */
async function changeSerial(service: LocalService, data: string, serialNumber: string, action: string, body: object) {
  const token = readFileSync(join(data, 'admin-token.txt'), 'utf8').trim();
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const call = async (path: string, sent: object) => {
    const url = `${service.address}/api/v1/admin/serials/${path}`;
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(sent) });
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const { rows } = (await call('search', { text: serialNumber })) as { rows: { serialId: string }[] };
  await call(`${rows[0]?.serialId}/${action}`, body);
}

async function order({ address }: LocalService, body: unknown): Promise<Uint8Array> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${address}/api/v1/activations`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(201);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Of two licenses of one second, neither is the later one. */
async function nextSecond(): Promise<void> {
  const second = toInstant(new Date());
  await vi.waitFor(() => expect(toInstant(new Date())).not.toBe(second), 60_000);
}

const idIn = (license: { readonly licenseId: string } | null) => license?.licenseId;

describe('a product with a network', () => {
  it.each(['pro', 'personal'])('renews its %s license by itself, without the serial number', async (type) => {
    const { profile, licenseFile } = await activatedMachine(type);
    const before = readInstalledLicense({ profile });
    await nextSecond();
    const renewal = await renewInstalledLicense({ profile });
    expect(renewal).toMatchObject({ outcome: 'renewed', license: { license: { licenseType: type, holder: 'Ada' } } });
    expect(idIn(renewal.license.license)).not.toBe(idIn(before.license));
    expect(idIn(readInstalledLicense({ profile }).license)).toBe(idIn(renewal.license.license));
    expect(readFileSync(licenseFile, 'utf8')).toContain(idIn(renewal.license.license));
    await nextSecond();
    expect((await renewInstalledLicense({ profile: JSON.stringify(profile) })).outcome).toBe('renewed');
  });

  it('keeps a request that a person is carrying', async () => {
    const { profile, home, machine } = await activatedMachine();
    await machine('request', '-o', 'another.licreq');
    const carried = join(home, '.local/share/keyferry/orrery/request.licreq');
    const bytes = readFileSync(carried);
    expect(await renewInstalledLicense({ profile: { ...profile, serviceUrl: 'http://127.0.0.1:1' } })).toMatchObject({
      outcome: 'refused',
      code: 'service-unreachable',
      license: { state: 'active' },
    });
    expect(readFileSync(carried)).toEqual(bytes);
  });

  it('goes on with its license when the service refuses, and learns why', async () => {
    const { profile, changeSerial } = await activatedMachine();
    await changeSerial('block', {});
    expect(await renewInstalledLicense({ profile })).toMatchObject({
      ...{ outcome: 'refused', code: 'serial-refused', license: { state: 'active', has: expect.any(Function) } },
    });
  });

  it('gets the license type that its serial number has by now, and asks before it loses a feature', async () => {
    const { profile, changeSerial } = await activatedMachine();
    await changeSerial('change', { licenseType: 'plus' });
    await nextSecond();
    const asked = await renewInstalledLicense({ profile });
    expect(asked).toMatchObject({ outcome: 'worse', lost: ['export'], license: { license: { licenseType: 'pro' } } });
    const replaced = await renewInstalledLicense({ profile, replace: true });
    expect(replaced).toMatchObject({ outcome: 'renewed', license: { license: { licenseType: 'plus' } } });
  });

  it('says that there is nothing to renew', async () => {
    const { profile, machine, home, licenseFile } = await activatedMachine();
    const license = readFileSync(licenseFile);
    await machine('return', '--yes', '-o', join(home, 'back.licret'));
    expect(await renewInstalledLicense({ profile })).toMatchObject({
      ...{ outcome: 'refused', code: 'license-missing', license: { state: 'refused' } },
    });
    writeFileSync(licenseFile, license);
    expect(await renewInstalledLicense({ profile })).toMatchObject({
      ...{ outcome: 'refused', code: 'license-returned', license: { state: 'refused' } },
    });
  });

  it('renews a copy of its own where the product’s file cannot be written', async () => {
    const { profile, licenseFile } = await activatedMachine();
    rmSync(licenseFile);
    mkdirSync(licenseFile);
    await nextSecond();
    const renewal = await renewInstalledLicense({ profile });
    expect(renewal).toMatchObject({ outcome: 'renewed', license: { state: 'active' } });
  });

  it('takes no other server’s answer for a license', async () => {
    const { profile } = await activatedMachine();
    const portal = createServer((_, response) => response.end('<html>Welcome</html>')).listen(0, '127.0.0.1');
    onTestFinished(() => void portal.close());
    await new Promise((listening) => portal.once('listening', listening));
    const serviceUrl = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
    expect(await renewInstalledLicense({ profile: { ...profile, serviceUrl } })).toMatchObject({
      ...{ outcome: 'refused', code: 'service-answer-not-ours', license: { state: 'active' } },
    });
  });
});
