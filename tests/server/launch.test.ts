import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfiguration } from '../../server/configuration.ts';
import { ConfigurationError } from '../../server/configurationError.ts';
import { type DataFolder, dataFolderAt } from '../../server/dataFolder.ts';
import { lockFolder } from '../../server/folderLock.ts';
import { openService } from '../../server/launch.ts';

let folder: DataFolder;
beforeEach(() => {
  folder = dataFolderAt(mkdtempSync(join(tmpdir(), 'keyferry-launch-')));
});
afterEach(() => rmSync(folder.path, { recursive: true, force: true }));

const configurationFor = (changes: Record<string, string> = {}) =>
  readConfiguration({ KEYFERRY_DATA: folder.path, KEYFERRY_HOST: '127.0.0.1', KEYFERRY_PORT: '0', ...changes });

/** @returns what the start fails with, after which nothing may stay open */
async function failure(changes: Record<string, string> = {}): Promise<unknown> {
  const error = await openService(folder, configurationFor(changes)).catch((thrown: unknown) => thrown);
  lockFolder(folder).release();
  return error;
}

test('a database that is away ends the start, without a port, a lock or a connection', async () => {
  const address = 'postgres://keyferry:SECRET@127.0.0.1:1/none';
  expect(await failure({ DATABASE_URL: address })).toBeInstanceOf(ConfigurationError);
});

test('a damaged store ends the start before the port is opened', async () => {
  writeFileSync(folder.store, 'These are notes, and far from being a database. '.repeat(100));
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const port = String((taken.address() as { port: number }).port);
  expect(await failure({ KEYFERRY_PORT: port })).toMatchObject({ message: expect.stringContaining('is damaged') });
  taken.close();
});

test('a port that is taken ends the start, and the store is closed', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const port = String((taken.address() as { port: number }).port);
  expect(await failure({ KEYFERRY_PORT: port })).toMatchObject({ message: expect.stringContaining('in use') });
  taken.close();
  const { close } = await openService(folder, configurationFor());
  await close();
});
