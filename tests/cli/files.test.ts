import { lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAtMost, writeFile } from '../../cli/files.ts';
import { writePieces } from '../../cli/vendor/output.ts';
import { emptyFolder } from './tool.ts';

const fileExists = expect.objectContaining({ code: 'file-exists' });

describe('a file that exists', () => {
  test('is replaced with force only', () => {
    const path = join(emptyFolder(), 'a');
    writeFile(path, 'old', false);
    expect(() => writeFile(path, 'new', false)).toThrow(fileExists);
    expect(readFileSync(path, 'utf8')).toBe('old');
    writeFile(path, 'new', true);
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  test('is not written through a link, even one that leads nowhere', () => {
    const folder = emptyFolder();
    const [path, target] = [join(folder, 'link'), join(folder, 'target')];
    symlinkSync(target, path);
    expect(() => writeFile(path, 'new', false)).toThrow(fileExists);
    writeFile(path, 'new', true);
    expect([lstatSync(path).isFile(), statSync(target, { throwIfNoEntry: false })]).toEqual([true, undefined]);
  });

  test('is not replaced when it appears while the pieces arrive', async () => {
    const output = join(emptyFolder(), 'a');
    function* pieces() {
      yield 'new';
      writeFileSync(output, 'old');
    }
    const writing = writePieces(pieces(), { output, force: false }, process.stdout);
    await expect(writing).rejects.toMatchObject({ code: 'file-exists' });
    expect(readFileSync(output, 'utf8')).toBe('old');
  });
});

test('a device is written to and not replaced', () => {
  writeFile('/dev/null', 'new', true);
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  expect(() => writeFile('/dev/null', 'new', false)).toThrow(fileExists);
});

test('an endless file is read up to the limit', () => {
  expect(readAtMost('/dev/zero', 100_000).length).toBe(100_001);
});
