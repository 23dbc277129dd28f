import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { toInstant } from '../../../src/documents/instant.ts';
import { emptyFolder, keyferry } from '../../cli/tool.ts';
import {
  demoSerials,
  environmentFor,
  type LocalService,
  passphrase,
  startLocally,
} from '../../server/demo/inProcess.ts';
import { applicationWithLibrary } from './installed.ts';

/** Orrery Studio for the command line, with the packed library, on a machine of its own; and its vendor. */
async function orreryMachine() {
  const data = join(emptyFolder(), 'data');
  let service = await startLocally(environmentFor(data));
  const { address } = service;
  onTestFinished(() => service.stop());
  const { folder } = applicationWithLibrary();
  const home = join(folder, 'home');
  mkdirSync(home);
  cpSync(resolve('examples/orrery'), folder, { recursive: true });
  const profile = JSON.parse(readFileSync(join(data, 'products/orrery/vendor.json'), 'utf8'));
  const shipped = { ...profile, serviceUrl: address, licenseFile: { linux: '~/orrery.lic' } };
  writeFileSync(join(folder, 'vendor.json'), JSON.stringify(shipped));
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'en_US.UTF-8' };

  /** Starts the program. @returns its exit code and the first line that it prints */
  async function start(...args: string[]) {
    const run = promisify(execFile)(process.execPath, ['orrery.mjs', ...args], { cwd: folder, env });
    const { code = 0, stdout } = (await run.catch((error: { code: number; stdout: string }) => error)) as {
      code?: number;
      stdout: string;
    };
    return [code, stdout.split('\n')[0], stdout.includes('saturn')];
  }
  async function machine(...args: string[]) {
    expect(await tryMachine(...args)).toEqual([0, '']);
  }
  async function tryMachine(...args: string[]) {
    const run = await keyferry(folder, ['machine', ...args, '--profile', join(folder, 'vendor.json')], '', {
      HOME: home,
    });
    return [run.exitCode, run.stderr.split(':', 1)[0]];
  }
  async function vendor(...args: string[]) {
    await service.stop();
    const secrets = { KEYFERRY_PASSPHRASE: passphrase, KEYFERRY_ROOT_PASSPHRASE: passphrase };
    const root = join(data, 'products/orrery/root.keystore.json');
    const run = await keyferry(folder, ['keys', ...args, '--data', data, '--root', root], '', secrets);
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    service = await startLocally(environmentFor(data, { KEYFERRY_PORT: new URL(address).port }));
  }
  return { data, folder, home, start, machine, tryMachine, vendor, order: (body: object) => order(service, body) };
}

async function order({ address }: LocalService, body: object): Promise<Uint8Array> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${address}/api/v1/activations`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(201);
  return new Uint8Array(await answer.arrayBuffer());
}

test('the program starts with a license, survives rotation, renews itself, and refuses after revocation and return', async () => {
  const { data, folder, home, start, machine, tryMachine, vendor, order } = await orreryMachine();
  expect(await start()).toEqual([1, 'There is no license on this computer yet. Request one.', false]);

  await vendor('rotate');
  await machine('request', '-o', 'orrery.licreq');
  const request = readFileSync(join(folder, 'orrery.licreq'), 'utf8');
  const serialNumber = demoSerials(data).find(({ licenseType }) => licenseType === 'pro')?.serialNumber;
  writeFileSync(join(folder, 'answer.lic'), await order({ request, licenseType: 'pro', serialNumber, holder: 'Ada' }));
  await machine('activate', 'answer.lic');
  expect(await start()).toEqual([0, 'Orrery Studio, pro for Ada, no end', true]);

  // Of two licenses of one second, neither is the later one.
  const second = toInstant(new Date());
  await vi.waitFor(() => expect(toInstant(new Date())).not.toBe(second), 60_000);
  expect(await start('--renew')).toEqual([0, 'The license is renewed.', true]);
  const license = readFileSync(join(home, 'orrery.lic'), 'utf8');
  const licenseId = /<LicenseID Value="([^"]+)"/.exec(license)?.[1] ?? '';
  await vendor('revoke', '--license', licenseId);
  expect(await start()).toEqual([0, 'Orrery Studio, pro for Ada, no end', true]);
  expect(await tryMachine('activate', join(data, 'products/orrery/keyset.xml'))).toEqual([1, 'license-revoked']);
  expect(await start()).toEqual([1, 'The vendor has withdrawn this license. Contact the vendor.', false]);

  expect(await start('--renew')).toEqual([1, 'Not renewed: license-revoked.', false]);
});
