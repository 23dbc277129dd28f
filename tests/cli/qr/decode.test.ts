import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codesIn } from '../../../cli/qr/pictures/codeReader.ts';
import { layouts } from '../../../src/documents/keyboard/layouts.ts';
import { typedOn } from '../../documents/keyboard/typedOn.ts';
import { blankPicture, emptyFolder, keyferryHere as keyferry, noisyBytes } from '../tool.ts';

/** A folder with the pages of a file of 3,000 bytes, at two symbols per page. */
async function pagesOf(bytes: Uint8Array, options: readonly string[] = []) {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'file.bin'), bytes);
  mkdirSync(join(folder, 'pages'));
  await keyferry(folder, [
    'qr',
    'encode',
    'file.bin',
    '-o',
    'pages/p.png',
    '--density',
    '2',
    '--scale',
    '3',
    ...options,
  ]);
  rmSync(join(folder, 'file.bin'));
  return { folder, pages: readdirSync(join(folder, 'pages')).sort() };
}

describe('pages of one file', () => {
  const bytes = noisyBytes(3000);

  test('are numbered, and any of them may be lost when there are spare ones', async () => {
    const { folder, pages } = await pagesOf(bytes, ['--spare', '50']);
    expect(pages.slice(0, 2)).toEqual(['p-01.png', 'p-02.png']);
    expect(pages).toHaveLength(11);
    const kept = ['p-11.png', 'p-02.png', 'p-09.png', 'p-07.png', 'p-02.png', 'p-05.png', 'p-10.png', 'p-08.png'];
    const run = await keyferry(join(folder, 'pages'), ['qr', 'decode', ...kept, '-o', 'out']);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(Buffer.compare(readFileSync(join(folder, 'pages', 'out')), bytes)).toBe(0);
  });

  test('that are incomplete are reported, with the number of parts and the pictures without use', async () => {
    const { folder } = await pagesOf(bytes);
    rmSync(join(folder, 'pages', 'p-03.png'));
    writeFileSync(join(folder, 'pages', 'p-04.png'), blankPicture());
    writeFileSync(join(folder, 'pages', 'letter.jpg'), 'dear reader');
    const run = await keyferry(folder, ['qr', 'decode', 'pages']);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toMatch(/^parcel-incomplete: .*10 of 14/);
    expect(run.stderr).toContain(join('pages', 'p-04.png'));
    expect(run.stderr).toContain(join('pages', 'letter.jpg'));
    expect(existsSync(join(folder, 'file.bin'))).toBe(false);
  });

  test('of two files in one folder restore both', async () => {
    const one = await pagesOf(bytes);
    const other = await pagesOf(noisyBytes(2000).reverse());
    for (const page of other.pages)
      renameSync(join(other.folder, 'pages', page), join(one.folder, 'pages', `x${page}`));
    const run = await keyferry(one.folder, ['qr', 'decode', 'pages', '--json']);
    expect(run.exitCode).toBe(0);
    expect(JSON.parse(run.stdout.toString())).toMatchObject({
      restored: [
        { path: 'file.bin', bytes: 3000, kind: 'file', codes: 7 },
        { path: 'file-2.bin', bytes: 2000 },
      ],
      refusals: [],
    });
    expect(await keyferry(one.folder, ['qr', 'decode', 'pages', '-o', 'new'])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^several-transfers: /),
    });
  });

  test('of another file that is incomplete do not prevent restoring the complete one', async () => {
    const one = await pagesOf(bytes);
    const other = await pagesOf(noisyBytes(2000).reverse());
    const pages = [join(one.folder, 'pages'), join(other.folder, 'pages', 'p-01.png')];
    const run = await keyferry(one.folder, ['qr', 'decode', '--json', ...pages]);
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.stdout.toString())).toMatchObject({
      restored: [{ path: 'file.bin' }],
      refusals: [{ code: 'parcel-incomplete', details: { received: 2, needed: 10 } }],
    });
    expect(Buffer.compare(readFileSync(join(one.folder, 'file.bin')), bytes)).toBe(0);
  });
});

describe('texts from a scanner', () => {
  async function linkOf(content: string): Promise<string> {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.txt'), content);
    await keyferry(folder, ['qr', 'encode', 'a.txt', '-o', 'a.png', '--url', 'https://desk.example/go']);
    return (await codesIn(readFileSync(join(folder, 'a.png'))))?.[0] ?? '';
  }

  test('are accepted as links and as bare frames, as arguments and from standard input', async () => {
    const link = await linkOf('hello');
    expect(link).toMatch(/^https:\/\/desk\.example\/go#\$/);
    const frame = link.slice(link.indexOf('$'));
    for (const text of [link, frame]) {
      const run = await keyferry(emptyFolder(), ['qr', 'decode', '--text', text, '-o', '-']);
      expect([run.exitCode, run.stdout.toString()]).toEqual([0, 'hello']);
    }
    const piped = await keyferry(
      emptyFolder(),
      ['qr', 'decode', '--text', '-', '-o', '-'],
      `noise\r\n\r\n${frame}\r\n`,
    );
    expect([piped.exitCode, piped.stdout.toString()]).toEqual([0, 'hello']);
  });

  test('are accepted from a scanner that types for another keyboard, or refused with what to set', async () => {
    const link = await linkOf('hello, keyboards of the world');
    for (const computer of layouts.slice(1)) {
      const typed = typedOn({ scanner: layouts[0], computer }, link) ?? '';
      const run = await keyferry(emptyFolder(), ['qr', 'decode', '--text', '-', '-o', '-'], `${typed}\n`);
      expect([run.exitCode, run.stdout.toString()]).toEqual([0, 'hello, keyboards of the world']);
    }
    const german = (typedOn({ scanner: layouts[0], computer: layouts[1] }, link) ?? '').slice(0, -1);
    const refused = await keyferry(emptyFolder(), ['qr', 'decode', '--text', german]);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^scanner-keyboard-layout: .*German/) });
  });

  test('are refused when they are damaged or not frames', async () => {
    const link = await linkOf('hello');
    const damaged = await keyferry(emptyFolder(), ['qr', 'decode', '--text', link.slice(0, -1)]);
    expect(damaged).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^frame-damaged: /) });
    const foreign = await keyferry(emptyFolder(), ['qr', 'decode', '--text', 'https://example.com/']);
    expect(foreign).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^code-not-ours: /) });
  });
});
