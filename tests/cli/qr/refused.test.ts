import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blankPicture, emptyFolder, keyferryHere as keyferry, noisyBytes } from '../tool.ts';

describe('existing files', () => {
  test('are not replaced, unless forced', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.txt'), 'hello');
    expect((await keyferry(folder, ['qr', 'encode', 'a.txt', '-o', 'a.png'])).exitCode).toBe(0);
    writeFileSync(join(folder, 'a.txt'), 'changed since');
    for (const args of [
      ['qr', 'encode', 'a.txt', '-o', 'a.png'],
      ['qr', 'decode', 'a.png'],
      ['qr', 'decode', 'a.png', '-o', 'a.txt'],
      ['qr', 'decode', 'a.png', '-o', '.'],
    ]) {
      const run = await keyferry(folder, args);
      expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^file-exists: /) });
    }
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('changed since');
    expect((await keyferry(folder, ['qr', 'decode', 'a.png', '--force'])).exitCode).toBe(0);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('hello');
    expect(readdirSync(folder).sort()).toEqual(['a.png', 'a.txt']);
  });

  test('are not written through a link, even if forced', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.txt'), 'hello');
    await keyferry(folder, ['qr', 'encode', 'a.txt', '-o', 'a.png']);
    rmSync(join(folder, 'a.txt'));
    writeFileSync(join(folder, 'precious'), 'gold');
    symlinkSync('precious', join(folder, 'a.txt'));
    expect((await keyferry(folder, ['qr', 'decode', 'a.png'])).exitCode).toBe(1);
    expect((await keyferry(folder, ['qr', 'decode', 'a.png', '--force'])).exitCode).toBe(0);
    expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('gold');
  });

  test('no page is written when one of them exists', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.bin'), noisyBytes(3000));
    writeFileSync(join(folder, 'a-02.png'), 'precious');
    const run = await keyferry(folder, ['qr', 'encode', 'a.bin', '-o', 'a.png']);
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^file-exists: /) });
    expect(readdirSync(folder).sort()).toEqual(['a-02.png', 'a.bin']);
  });
});

describe('refusals', () => {
  test.each([
    ['a missing file', ['qr', 'encode', 'none', '-o', 'x.png'], 'file-missing'],
    ['a folder instead of a file', ['qr', 'encode', '.', '-o', 'x.png'], 'file-is-folder'],
    ['a missing output folder', ['qr', 'encode', 'text', '-o', 'none/x.png'], 'file-unwritable'],
    ['a file of 256 KiB and a byte', ['qr', 'encode', 'too large', '-o', 'x.png'], 'parcel-too-large'],
    ['a missing picture', ['qr', 'decode', 'none.png'], 'file-missing'],
    ['a folder without pictures', ['qr', 'decode', '.'], 'folder-without-pictures'],
    ['a file that is not a picture', ['qr', 'decode', 'text'], 'picture-unreadable'],
    ['an empty file instead of a picture', ['qr', 'decode', 'nothing'], 'picture-unreadable'],
    ['a truncated picture', ['qr', 'decode', 'half'], 'picture-cut-short'],
    ['a format that is not read', ['qr', 'decode', 'odd/photo.heic'], 'picture-format-unsupported'],
    ['only such pictures in a folder', ['qr', 'decode', 'photos'], 'picture-format-unsupported'],
    ['a page of a document', ['qr', 'decode', 'odd/page.pdf'], 'picture-format-unsupported'],
    ['a picture of too many pixels', ['qr', 'decode', 'odd/huge.png'], 'picture-too-large'],
    ['a picture without a code', ['qr', 'decode', 'blank'], 'picture-without-code'],
  ])('%s', async (_, args, code) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'text'), 'hello');
    writeFileSync(join(folder, 'nothing'), '');
    writeFileSync(join(folder, 'too large'), new Uint8Array(262_145));
    writeFileSync(join(folder, 'half'), readFileSync(resolve('public/icons/icon-512.png')).subarray(0, 1500));
    writeFileSync(join(folder, 'blank'), blankPicture());
    for (const name of ['odd', 'photos']) mkdirSync(join(folder, name));
    for (const name of ['odd/photo.heic', 'photos/1.heic'])
      writeFileSync(join(folder, name), '\0\0\0\x18ftypheic\0\0\0\0');
    writeFileSync(join(folder, 'odd/page.pdf'), '%PDF-1.7\n');
    const huge = blankPicture();
    huge.writeUInt32BE(10_000, 16);
    huge.writeUInt32BE(8000, 20);
    writeFileSync(join(folder, 'odd/huge.png'), huge);
    const before = readdirSync(folder);
    const run = await keyferry(folder, args);
    expect([run.exitCode, run.stdout.length]).toEqual([1, 0]);
    expect(run.stderr.split(': ')[0]).toBe(code);
    expect(run.stderr).not.toMatch(/\n\s+at |node:/);
    expect(readdirSync(folder)).toEqual(before);
  });
});

test('a picture that is not read is named, also when everything else was restored', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'a.txt'), 'hello');
  mkdirSync(join(folder, 'photos'));
  await keyferry(folder, ['qr', 'encode', 'a.txt', '-o', 'photos/1.png']);
  writeFileSync(join(folder, 'photos', '2.HEIC'), '\0\0\0\x18ftypheic\0\0\0\0');
  const run = await keyferry(folder, ['qr', 'decode', 'photos', '-o', 'out']);
  expect([run.exitCode, run.stderr]).toEqual([0, `HEIC is not read: ${join('photos', '2.HEIC')}\n`]);
  const { stdout } = await keyferry(folder, ['qr', 'decode', 'photos', '-o', 'again', '--json']);
  expect(JSON.parse(stdout.toString()).problems).toEqual([
    { path: join('photos', '2.HEIC'), code: 'picture-format-unsupported', details: { format: 'HEIC' } },
  ]);
});

describe('usage', () => {
  test('an unknown option is named in one line, with instructions for a file of such a name', async () => {
    const { exitCode, stderr } = await keyferry(emptyFolder(), ['qr', 'encode', '-draft.bin', '-o', 'x.png']);
    expect([exitCode, stderr.split('\n')[0]]).toEqual([
      2,
      expect.stringMatching(/^Unknown option -draft\.bin\..* --\.$/),
    ]);
  });

  test.each([[[]], [['sail']], [['qr', 'scan']], [['qr', 'encode', 'a', '--sideways']], [['qr', 'encode', 'a']]])(
    '%j exits with 2 and prints the reason on standard error',
    async (args) => {
      const run = await keyferry(emptyFolder(), args);
      expect([run.exitCode, run.stdout.length]).toEqual([2, 0]);
      expect(run.stderr).toMatch(/help|Usage/);
      expect(run.stderr).not.toMatch(/\n\s+at |undefined/);
    },
  );

  test.each([[['--help']], [['-h']], [['qr', '--help']], [['qr', 'encode', '--help']], [['qr', 'decode', 'x', '-h']]])(
    '%j prints the usage',
    async (args) => {
      const run = await keyferry(emptyFolder(), args);
      expect([run.exitCode, run.stderr]).toEqual([0, '']);
      expect(run.stdout.toString()).toContain('Usage: keyferry');
    },
  );

  test('--version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect((await keyferry(emptyFolder(), ['--version'])).stdout.toString()).toBe(`${version}\n`);
  });
});
