import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { ConfigurationError } from '../../server/configurationError.ts';
import { openingError } from '../../server/store/openingError.ts';
import { openStore } from '../../server/store/store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyferry-opening-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function faultOf(address: string): Promise<string> {
  const fault: unknown = await openStore(address, 100).then(
    (store) => store.destroy(),
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(ConfigurationError);
  return fault instanceof Error ? fault.message : '';
}

test('a file that is no store is named, with what to do', async () => {
  const file = join(folder, 'store.sqlite');
  writeFileSync(file, 'These are notes, and far from being a database. '.repeat(100));
  expect(await faultOf(file)).toContain(`${file} is damaged`);
});

test('a store whose pages were overwritten is named, with what to do', async () => {
  const file = join(folder, 'store.sqlite');
  await (await openStore(file)).destroy();
  const header = new Uint8Array(100);
  writeFileSync(file, header, { flag: 'r+' });
  expect(await faultOf(file)).toContain(`${file} is damaged`);
});

test('a folder in its place is named, with the reason', async () => {
  const file = join(folder, 'store.sqlite');
  mkdirSync(file);
  expect(await faultOf(file)).toContain(`${file} cannot be read and written (EISDIR)`);
});

test.each([
  ['a server that is not there', () => 'postgres://keyferry:SECRET@127.0.0.1:1/none', 'ECONNREFUSED'],
  ['a database that is not there', () => `${inject('postgres')}/nothing_here`, '3D000'],
])('%s is told by the name of the variable, without the password', async (_, address, reason) => {
  const message = await faultOf(address());
  expect(message).toContain(`The database in DATABASE_URL cannot be used (${reason})`);
  expect(message).not.toContain('SECRET');
});

test('a fault of the program stays one', () => {
  const fault = new TypeError('broken');
  expect(openingError('store.sqlite', fault)).toBe(fault);
});
