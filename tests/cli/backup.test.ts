import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { dataFolderAt } from '../../server/dataFolder.ts';
import { openStore } from '../../server/store/store.ts';
import { createWriter } from '../../server/store/writer.ts';
import { addNamed } from '../store/databases/sampleSerials.ts';
import { emptyFolder, keyferryHere } from './tool.ts';

let folder: string;
const backup = (...args: string[]) => keyferryHere(folder, ['backup', ...args]);
beforeEach(() => {
  folder = emptyFolder();
  mkdirSync(join(folder, 'data'));
});

test('keyferry backup copies the store while another program has it open, into a file readable by its owner only', async () => {
  const running = await openStore(dataFolderAt(join(folder, 'data')).store);
  await addNamed(createWriter(running), 'sold');
  const { exitCode, stdout } = await backup('copy.sqlite', '--data', 'data');
  expect([exitCode, stdout.toString()]).toEqual([0, expect.stringContaining('Wrote copy.sqlite')]);
  expect(statSync(join(folder, 'copy.sqlite')).mode & 0o777).toBe(0o600);
  const copy = await openStore(join(folder, 'copy.sqlite'));
  expect(await copy.selectFrom('serials').select('id').execute()).toEqual([{ id: 'sold' }]);
  await copy.destroy();
  await running.destroy();
});

test('keyferry backup overwrites nothing and reports what is missing', async () => {
  writeFileSync(join(folder, 'notes'), 'mine');
  const missing = await backup('copy.sqlite', '--data', 'data');
  expect([missing.exitCode, missing.stderr]).toEqual([1, expect.stringMatching(/^store-missing:/)]);
  await (await openStore(dataFolderAt(join(folder, 'data')).store)).destroy();
  const there = await backup('notes', '--data', 'data');
  expect([there.exitCode, there.stderr]).toEqual([1, expect.stringMatching(/^backup-exists:/)]);
  expect(readFileSync(join(folder, 'notes'), 'utf8')).toBe('mine');
  const nowhere = await backup('none/copy.sqlite', '--data', 'data');
  expect([nowhere.exitCode, nowhere.stderr]).toEqual([1, expect.stringMatching(/^file-unwritable:.*ENOENT/)]);
  expect((await backup()).exitCode).toBe(2);
});
