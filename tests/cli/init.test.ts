import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { emptyFolder, keyferryHere } from './tool.ts';

let folder: string;
beforeEach(() => {
  folder = emptyFolder();
});

const facts = {
  product: 'orrery',
  name: 'Orrery',
  version: '5.2',
  vendor: 'Northlight',
  service: 'https://a.example.com',
};
const init = (change: Partial<typeof facts> = {}, ...more: string[]) => {
  const options = Object.entries({ ...facts, ...change }).flatMap(([name, value]) => [`--${name}`, value]);
  return keyferryHere(folder, ['init', ...options, ...more]);
};

test.each([
  [{ product: 'Orrery Studio' }, [], /^--product takes 1 to 64 of a-z/],
  [{ name: '' }, [], /^--name takes 1 to 120 characters/],
  [{ service: 'https://anna:hunter2@a.example.com' }, [], /^--service takes an address/],
  [{ service: 'https://a.example.com/?key=hunter2' }, [], /^--service takes an address/],
  [{ service: 'ftp://a.example.com' }, [], /^--service takes an address/],
  [{}, ['--accent', 'red'], /^--accent takes a color/],
  [{}, ['--bindings', '7'], /^--bindings takes a whole number from 1 to 5/],
  [{}, ['--type', 'Pro'], /^--type Pro: the id takes 1 to 64 of a-z/],
  [{}, ['--type', 'pro', '--type', 'site,valid=0'], /^--type site: valid takes a whole number of days/],
  [{}, ['--type', 'pro,valid=soon'], /^--type pro: valid takes a number of days/],
  [{}, ['--type', 'pro,serial=never'], /^--type pro: serial takes required or none/],
  [{}, ['--type', 'pro,valid=9,from=birth'], /^--type pro: from takes request, activation, sale/],
  [{}, ['--type', 'free,serial=none,valid=9,from=sale'], /^--type free: from takes activation or sale where a serial/],
  [{}, ['--type', 'test,trial,valid=9,from=request'], /^--type test: from takes .* a trial counts from activation/],
  [{}, ['--type', 'test,trial'], /^--type test: valid takes a whole number of days/],
  [{}, ['--type', 'test,trial,valid=9,serial=required'], /^--type test: trial takes no serial=required/],
  [{}, ['--type', 'test,trail,valid=9'], /^--type takes ID.*Did you mean “trial”\?/],
  [{}, ['--type', 'pro,seral=none'], /^--type takes ID.*Did you mean “serial”\?/],
  [{}, ['--supportmail', 'x'], /^Unknown option --supportmail\. Did you mean “--support-email”\?/],
])('%j %j is refused in words, without what was typed in secret', async (change, more, said) => {
  const { exitCode, stderr } = await init(change, ...more);
  expect([exitCode, stderr]).toEqual([2, expect.stringMatching(said)]);
  expect(stderr).not.toMatch(/hunter2|\^|\(\?:/);
  expect(readdirSync(folder)).toEqual([]);
});

test('types have the terms that were asked for, and no others', async () => {
  expect(
    (await init({}, '--type', 'pro', '--type', 'year,valid=365,from=sale,renew=330', '--type', 'test,trial,valid=30'))
      .exitCode,
  ).toBe(0);
  const { licenseTypes } = JSON.parse(readFileSync(join(folder, '.keyferry/products/orrery/catalog.json'), 'utf8')) as {
    licenseTypes: object[];
  };
  expect(licenseTypes).toEqual([
    { id: 'pro', name: 'Pro', serialNumber: 'required', features: ['pro'], entitlements: [] },
    expect.objectContaining({ id: 'year', validForDays: 365, validFrom: 'sale', renewAfterDays: 330 }),
    expect.objectContaining({ id: 'test', serialNumber: 'none', validForDays: 30, trial: true }),
  ]);
});

test('the same call completes an interrupted one, and another one replaces nothing', async () => {
  expect((await init()).exitCode).toBe(0);
  expect((await init()).exitCode).toBe(0);
  const other = await init({ name: 'Other' });
  expect([other.exitCode, other.stderr]).toEqual([1, expect.stringMatching(/^vendor-exists: /)]);
});

test.each([
  ['a file in its place', 'is not a folder', () => writeFileSync(join(folder, 'data'), '')],
  ['a folder in place of a file', 'EISDIR', () => mkdirSync(join(folder, 'data/catalog.json'), { recursive: true })],
])('the data folder: %s is named', async (_, problem, spoil) => {
  spoil();
  const { exitCode, stderr } = await init({}, '--data', 'data');
  expect([exitCode, stderr]).toEqual([1, expect.stringMatching(new RegExp(`^setup-fault: .*data.*${problem}`))]);
});
