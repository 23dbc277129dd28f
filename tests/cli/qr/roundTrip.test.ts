import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { sampleLicense } from '../../transfer/sampleDocuments.ts';
import { emptyFolder, keyferryHere as keyferry, noisyBytes } from '../tool.ts';

const photo = resolve('tests/cli/pictures/photo.jpg');
/** Source of the photo: `keyferry qr encode --density 2`, printed, and seen from the side. */
const photographed = Uint8Array.from({ length: 700 }, (_, at) => (at * at * 31 + at * 7) >> 3);

/** Encodes a file with a name and decodes the result into another folder. */
async function carried(name: string, bytes: Uint8Array, options: readonly string[]): Promise<Uint8Array> {
  const folder = emptyFolder();
  writeFileSync(join(folder, name), bytes);
  mkdirSync(join(folder, 'there'));
  mkdirSync(join(folder, 'back'));
  expect(await keyferry(folder, ['qr', 'encode', name, ...options])).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await keyferry(folder, ['qr', 'decode', 'there', '-o', 'back'])).toMatchObject({ exitCode: 0, stderr: '' });
  expect(readdirSync(join(folder, 'back'))).toEqual([name]);
  return readFileSync(join(folder, 'back', name));
}

describe('files encoded as pictures are restored byte for byte', () => {
  test.each([
    ['an empty file', 'empty', 0],
    ['one byte', 'one.bin', 1],
    ['a file for one code', 'small.bin', 900],
    ['a file for several codes', 'some.bin', 5000],
  ])('%s', async (_, name, length) => {
    const bytes = noisyBytes(length);
    for (const options of [
      ['-o', 'there/code.png', '--density', '1', '--scale', '2'],
      ['-o', 'there/code.GIF', '--pace', '20'],
      ['-o', 'there/code.gif', '--scale', '1', '--density', '12'],
    ]) {
      expect(Buffer.compare(await carried(name, bytes, options), bytes)).toBe(0);
    }
  });

  test.each(['two words.txt', 'Übergrößenträger.bin', '許可証.lic', "it's $HOME; `id`.txt", 'no ending'])(
    'with its name: %s',
    async (name) => {
      expect(await carried(name, Buffer.from('hello\n'), ['-o', 'there/x.png'])).toEqual(Buffer.from('hello\n'));
    },
  );

  // The largest file takes 10 seconds.
  const large = process.env.LONG === undefined ? 48 : 256;
  test(`a file of ${large} KiB that does not compress`, async () => {
    const bytes = noisyBytes(large * 1024);
    const back = await carried('large.bin', bytes, ['-o', 'there/l.png', '--density', '12', '--scale', '3']);
    expect(Buffer.compare(back, bytes)).toBe(0);
  });

  test('a license, in one small code, exactly as signed', async () => {
    const folder = emptyFolder();
    const license = await sampleLicense();
    writeFileSync(join(folder, 'orrery.lic'), license);
    await keyferry(folder, ['qr', 'encode', 'orrery.lic', '-o', 'code.png', '--scale', '1']);
    expect(PNG.sync.read(readFileSync(join(folder, 'code.png'))).width).toBeLessThanOrEqual(77 + 8);
    rmSync(join(folder, 'orrery.lic'));
    expect(await keyferry(folder, ['qr', 'decode', 'code.png'])).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(folder, 'license.lic'))).toEqual(Buffer.from(license));
  });

  test('SVG, drawn again from its path', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a & b.txt'), 'hello');
    await keyferry(folder, ['qr', 'encode', 'a & b.txt', '-o', 'code.svg']);
    const svg = readFileSync(join(folder, 'code.svg'), 'utf8');
    expect(svg).toContain('<title>a &amp; b.txt</title>');
    writeFileSync(join(folder, 'code.png'), drawnFromSvg(svg, 3));
    const back = await keyferry(folder, ['qr', 'decode', 'code.png', '-o', '-']);
    expect([back.exitCode, back.stdout.toString()]).toEqual([0, 'hello']);
  });

  test('through a pipe', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.txt'), 'hello');
    const { stdout, exitCode } = await keyferry(folder, ['qr', 'encode', 'a.txt', '-o', '-', '--format', 'png']);
    expect(exitCode).toBe(0);
    writeFileSync(join(folder, 'piped'), stdout);
    expect((await keyferry(folder, ['qr', 'decode', 'piped', '-o', '-'])).stdout.toString()).toBe('hello');
  });
});

test('two codes in a blurred photo, seen from the side', async () => {
  const folder = emptyFolder();
  expect(await keyferry(folder, ['qr', 'decode', photo])).toMatchObject({ exitCode: 0, stderr: '' });
  expect(Buffer.compare(readFileSync(join(folder, 'noted by hand.bin')), photographed)).toBe(0);
});

/** Draws one of our SVG files: rectangles `M x y h width v1 h-width z` on white. */
function drawnFromSvg(svg: string, scale: number): Buffer {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const [, path = ''] = /<path d="([^"]*)"/.exec(svg) ?? [];
  const picture = new PNG({ width: side * scale, height: side * scale });
  picture.data.fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let line = Number(y) * scale; line < (Number(y) + 1) * scale; line++) {
      const from = line * side * scale + Number(x) * scale;
      for (let at = from; at < from + Number(width) * scale; at++) picture.data.fill(0, at * 4, at * 4 + 3);
    }
  }
  return PNG.sync.write(picture);
}
