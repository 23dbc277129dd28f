import { execFileSync } from 'node:child_process';
import {
  closeSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeAtomically, writePiecesAtomically, writeWhole } from '../../files/atomicFile.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyferry-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

test('a failed write leaves nothing of its content', () => {
  const taken = at('taken');
  mkdirSync(taken);
  expect(() => writeWhole(taken, 'secret')).toThrow();
  expect(readdirSync(folder)).toEqual(['taken']);
});

test('a file is readable by its owner only, unless requested otherwise', () => {
  writeWhole(at('key'), 'secret');
  writeWhole(at('page'), 'public', 0o644);
  expect(statSync(at('key')).mode & 0o777).toBe(0o600);
  expect(statSync(at('page')).mode & 0o777).toBe(0o644 & ~process.umask());
  writeWhole(at('page'), 'secret now');
  expect([readFileSync(at('page'), 'utf8'), statSync(at('page')).mode & 0o777]).toEqual(['secret now', 0o600]);
});

test.skipIf(process.platform === 'win32')('a pipe is written to, not replaced, also behind a link', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  symlinkSync(at('pipe'), at('link'));
  // Opened for both ways, a pipe takes a few bytes without a reader.
  const reader = openSync(at('pipe'), 'r+');
  try {
    writeWhole(at('pipe'), 'first ');
    await writePiecesAtomically(at('link'), ['second'], { mode: 0o600, existing: 'replace' });
    const buffer = Buffer.alloc(20);
    expect(buffer.toString('utf8', 0, readSync(reader, buffer))).toBe('first second');
  } finally {
    closeSync(reader);
  }
  expect([lstatSync(at('pipe')).isFIFO(), lstatSync(at('link')).isSymbolicLink()]).toEqual([true, true]);
});

async function* pieces(...texts: readonly string[]) {
  yield* texts;
}

describe.each([
  [
    'at once',
    (path: string, existing: 'replace' | 'refuse') => writeAtomically(path, 'new', { mode: 0o600, existing }),
  ],
  [
    'in pieces',
    (path: string, existing: 'replace' | 'refuse') =>
      writePiecesAtomically(path, pieces('n', 'ew'), { mode: 0o600, existing }),
  ],
])('written %s', (_, write) => {
  test('an existing file is replaced or refused, and so is a link', async () => {
    for (const [name, make] of [
      ['file', () => writeFileSync(at('file'), 'old')],
      ['link', () => symlinkSync('nowhere', at('link'))],
    ] as const) {
      make();
      await expect((async () => write(at(name), 'refuse'))()).rejects.toMatchObject({ code: 'EEXIST' });
      await write(at(name), 'replace');
      expect(readFileSync(at(name), 'utf8')).toBe('new');
    }
    await write(at('fresh'), 'refuse');
    expect(readdirSync(folder)).toEqual(['file', 'fresh', 'link']);
    expect(statSync(at('fresh')).mode & 0o777).toBe(0o600);
  });
});

test('a source that ends early leaves only the old file', async () => {
  writeFileSync(at('export.csv'), 'old');
  async function* broken() {
    yield 'half';
    throw new Error('store gone');
  }
  const writing = writePiecesAtomically(at('export.csv'), broken(), { mode: 0o600, existing: 'replace' });
  await expect(writing).rejects.toThrow('store gone');
  expect([readdirSync(folder), readFileSync(at('export.csv'), 'utf8')]).toEqual([['export.csv'], 'old']);
});
