import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { codesIn } from '../../../../cli/qr/pictures/codeReader.ts';
import { codeFor } from '../../../../src/transfer/code.ts';
import { createSender } from '../../../../src/transfer/sender.ts';
import { chanceFrom } from '../../../optics/chance.ts';
import { damaged, scenery, seen } from '../../../optics/damage.ts';
import { canvasPixels, type Picture } from '../../../optics/picture.ts';

const page = 'https://activate.example/';

function asPng(picture: Picture): Buffer {
  const { width, height, data } = canvasPixels(picture);
  const png = new PNG({ width, height });
  png.data.set(data);
  return PNG.sync.write(png);
}

describe('a code whose error correction fails yields no text', () => {
  test.each([1, 2, 3])('of ours, damaged in many ways (%i symbols)', async (density) => {
    const chance = chanceFrom(density);
    const sender = createSender({ kind: 'file', bytes: chance.bytes(4000) }, page);
    for (let trial = 0; trial < 8; trial++) {
      const code = sender.code(trial, density);
      const texts = await codesIn(asPng(damaged(seen(code, 3), chance)));
      expect([[], [code.text]]).toContainEqual(texts);
    }
  });

  test('of a short one', async () => {
    const chance = chanceFrom(7);
    for (let trial = 0; trial < 8; trial++) {
      const code = codeFor(chance.bytes(20 + chance.below(100)), page);
      const texts = await codesIn(asPng(damaged(seen(code, 4), chance)));
      expect([[], [code.text]]).toContainEqual(texts);
    }
  });
});

describe('a picture without codes yields no text', () => {
  test('of scenery', async () => {
    const chance = chanceFrom(11);
    for (let trial = 0; trial < 10; trial++) expect(await codesIn(asPng(scenery(chance)))).toEqual([]);
  });

  test('of noise in squares, like a code without its corners', async () => {
    const chance = chanceFrom(12);
    for (let trial = 0; trial < 8; trial++) {
      const size = 25 + 4 * chance.below(20);
      const dark = Array.from({ length: size * size }, () => chance.unit() < 0.5);
      const noise = { size, isDark: (row: number, column: number) => dark[row * size + column] ?? false };
      expect(await codesIn(asPng(seen(noise, 3)))).toEqual([]);
    }
  });

  test('of noise between the corners of a code', async () => {
    const chance = chanceFrom(13);
    for (let trial = 0; trial < 10; trial++) {
      const real = createSender({ kind: 'file', bytes: chance.bytes(2000) }, page).code(0, 1);
      const dark = Array.from({ length: real.size ** 2 }, () => chance.unit() < 0.5);
      const isCorner = (row: number, column: number) =>
        (row < 9 && (column < 9 || column >= real.size - 8)) || (row >= real.size - 8 && column < 9);
      const isDark = (row: number, column: number) =>
        isCorner(row, column) || row === 6 || column === 6
          ? real.isDark(row, column)
          : (dark[row * real.size + column] ?? false);
      expect(await codesIn(asPng(seen({ size: real.size, isDark }, 3)))).toEqual([]);
    }
  });
});
