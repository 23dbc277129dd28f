import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { environment as secrets } from '../../cli/keys/ceremony.ts';
import { emptyFolder, keyferry } from '../../cli/tool.ts';
import { makeVendor, type VendorFolder } from '../../cli/vendorFolder.ts';
import { applicationWithLibrary } from './installed.ts';

/** The program in docs/integration.md. */
const program = /### The installed license\n[\s\S]*?```js\n([\s\S]*?)```/.exec(
  readFileSync('docs/integration.md', 'utf8'),
)?.[1];

let vendor: Awaited<ReturnType<typeof makeVendor>>;
let folder: VendorFolder;
let product: string;
let home: string;
beforeAll(async () => {
  vendor = await makeVendor(keyferry);
});
afterAll(() => vendor.close());
beforeEach(() => {
  folder = vendor.copy();
  product = applicationWithLibrary().folder;
  home = emptyFolder();
  writeFileSync(join(product, 'product.js'), program ?? '');
  const profile = JSON.parse(readFileSync(folder.at('.keyferry/products/orrery/vendor.json'), 'utf8'));
  const licenseFile = { linux: '~/orrery/orrery.lic', macos: '~/orrery/orrery.lic', windows: '~/orrery/orrery.lic' };
  const keyset = readFileSync(folder.at('.keyferry/products/orrery/keyset.xml'), 'utf8');
  // As packed with the product: what the vendor does later reaches it only through files.
  writeFileSync(join(product, 'vendor.json'), JSON.stringify({ ...profile, keyset, licenseFile }));
});

const licenseFile = () => join(home, 'orrery/orrery.lic');

/** Starts the product. @returns exit code and all that it prints */
function start(user = home): [number | null, string] {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['product.js'], {
    cwd: product,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: user, LANG: 'en_US.UTF-8' },
  });
  return [status, stdout + stderr];
}

/** Runs a command on the machine. */
async function machine(...args: readonly string[]) {
  const where = { HOME: home, KEYFERRY_PROFILE: join(product, 'vendor.json') };
  const { exitCode, stdout, stderr } = await keyferry(home, ['machine', ...args], '', where);
  return { exitCode, text: `${stdout.toString('utf8')}${stderr}` };
}

/** The whole trip: request, answer, activation. */
async function activate(): Promise<void> {
  expect(await machine('request', '-o', 'orrery.licreq', '--force')).toMatchObject({ exitCode: 0 });
  copyFileSync(join(home, 'orrery.licreq'), folder.at('orrery.licreq'));
  writeFileSync(folder.at('serial.txt'), vendor.serialNumber);
  const order = [
    'issue',
    'orrery.licreq',
    '--type',
    'pro',
    '--serial-file',
    'serial.txt',
    '-o',
    'orrery.lic',
    '--force',
  ];
  await folder.done(order, '', secrets);
  expect(await machine('activate', folder.at('orrery.lic'))).toMatchObject({ exitCode: 0 });
}

const keys = (...args: readonly string[]) => folder.done(['keys', ...args, '--root', vendor.rootFile], '', secrets);
const signingKey = async () => JSON.parse(await folder.done(['keys', 'list', '--json'], '', secrets)).keys[0].keyId;

test('has at most fifteen lines', () => {
  expect(program?.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(15);
});

test('the documented product says what is missing, and runs once it is activated', async () => {
  expect(start()).toEqual([1, expect.stringContaining('license-missing')]);
  await activate();
  expect(start()).toEqual([0, expect.stringContaining('Licensed: pro')]);
});

test('it survives a rotation of the vendor’s keys that it was not shipped with', async () => {
  await keys('rotate');
  await activate();
  expect(start()).toEqual([0, expect.stringContaining('Licensed: pro')]);
});

test('it refuses what is signed with a revoked key, once the keyset has reached the machine', async () => {
  await activate();
  await keys('revoke', await signingKey(), '--rotate');
  expect(start()[0]).toBe(0);
  expect((await machine('activate', folder.at('.keyferry/products/orrery/keyset.xml'))).text).toContain('key-revoked');
  expect(start()).toEqual([1, expect.stringContaining('key-revoked')]);
  // Another user of the machine reads the same license file.
  const other = emptyFolder();
  mkdirSync(dirname(join(other, 'orrery/orrery.lic')), { recursive: true });
  copyFileSync(licenseFile(), join(other, 'orrery/orrery.lic'));
  expect(start(other)).toEqual([1, expect.stringContaining('key-revoked')]);
});

test('it refuses a returned license that is copied back', async () => {
  await activate();
  copyFileSync(licenseFile(), join(home, 'copy.lic'));
  expect(await machine('return', '--yes', '-o', 'orrery.licret')).toMatchObject({ exitCode: 0 });
  copyFileSync(join(home, 'copy.lic'), licenseFile());
  expect(start()).toEqual([1, expect.stringContaining('license-returned')]);
});
