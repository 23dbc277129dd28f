import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyFolder, keyferry, noisyBytes, runIn, tool } from '../cli/tool.ts';

/** A device without space for a single byte. */
const fullDisk = '/dev/full';

describe.skipIf(!existsSync(fullDisk))('standard output that accepts nothing', () => {
  test.each([
    ['a restored file', ['qr', 'decode', 'a.png', '-o', '-']],
    ['an animation', ['qr', 'encode', 'a.txt', '-o', '-', '--format', 'gif']],
    ['what was found, as JSON', ['qr', 'decode', 'a.png', '--json', '--force']],
  ])('is reported, and nothing is called written: %s', async (_, args) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.txt'), 'hello');
    expect((await keyferry(folder, ['qr', 'encode', 'a.txt', '-o', 'a.png'])).exitCode).toBe(0);
    const onFullDisk = ['-c', `exec "$@" > ${fullDisk}`, 'sh', process.execPath, tool, ...args];
    const { exitCode, stderr } = await runIn(folder, 'sh', onFullDisk, '');
    expect([exitCode, stderr.split(': ')[0], stderr.split('\n').length]).toEqual([1, 'file-unwritable', 2]);
  });

  test('is no error when the reader has closed it', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.bin'), noisyBytes(20_000));
    const toHead = ['-c', '"$@" | head -c 1', 'sh', process.execPath, tool];
    const args = ['qr', 'encode', 'a.bin', '-o', '-', '--format', 'gif'];
    expect(await runIn(folder, 'sh', [...toHead, ...args], '')).toMatchObject({ exitCode: 0, stderr: '' });
  });
});
