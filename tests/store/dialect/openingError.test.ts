import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { ConfigurationError } from '../../../server/configurationError.ts';
import { openingError } from '../../../server/store/dialect/openingError.ts';
import { openStore } from '../../../server/store/store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyferry-opening-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function errorOf(address: string): Promise<string> {
  const error: unknown = await openStore(address, 100).then(
    (store) => store.destroy(),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigurationError);
  return error instanceof Error ? error.message : '';
}

test('the error for a file of another format names it and what to do', async () => {
  const file = join(folder, 'store.sqlite');
  writeFileSync(file, 'These are notes, and far from being a database. '.repeat(100));
  expect(await errorOf(file)).toContain(`${file} is damaged`);
});

test('the error for a damaged store names it and what to do', async () => {
  const file = join(folder, 'store.sqlite');
  await (await openStore(file)).destroy();
  const header = new Uint8Array(100);
  writeFileSync(file, header, { flag: 'r+' });
  expect(await errorOf(file)).toContain(`${file} is damaged`);
});

test('the error for a folder names it and the reason', async () => {
  const file = join(folder, 'store.sqlite');
  mkdirSync(file);
  expect(await errorOf(file)).toContain(`${file} cannot be read and written (EISDIR)`);
});

test.each([
  ['a missing server', () => 'postgres://keyferry:SECRET@127.0.0.1:1/none', 'ECONNREFUSED'],
  ['a missing database', () => `${inject('postgres')}/nothing_here`, '3D000'],
])('the error for %s names the variable and no password', async (_, address, reason) => {
  const message = await errorOf(address());
  expect(message).toContain(`The database in DATABASE_URL cannot be used (${reason})`);
  expect(message).not.toContain('SECRET');
});

test('an unexpected error stays unchanged', () => {
  const error = new TypeError('broken');
  expect(openingError('store.sqlite', error)).toBe(error);
});
