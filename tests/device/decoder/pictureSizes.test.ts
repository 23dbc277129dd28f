import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pictureSizes, tilesOf } from '../../../src/device/decoder/pictureSizes.ts';

const sidesOf = (width: number, height: number) =>
  pictureSizes(width, height).map(({ scale, always }) => [Math.round(Math.max(width, height) * scale), always]);

test.each([
  [
    'a photograph of a phone',
    4000,
    3000,
    [
      [1600, true],
      [4000, true],
      [800, false],
    ],
  ],
  [
    'a larger one',
    6000,
    8000,
    [
      [1600, true],
      [4000, true],
      [800, false],
    ],
  ],
  [
    'a screenshot',
    1280,
    720,
    [
      [1280, true],
      [800, false],
      [2560, false],
    ],
  ],
  [
    'a small screenshot',
    700,
    500,
    [
      [700, true],
      [1400, false],
    ],
  ],
  [
    'a code with one pixel per module',
    77,
    77,
    [
      [77, true],
      [616, false],
    ],
  ],
  [
    'a dot',
    1,
    1,
    [
      [1, true],
      [8, false],
    ],
  ],
])('%s', (_, width, height, sides) => {
  expect(sidesOf(width, height)).toEqual(sides);
});

test('no canvas is larger than 16 megapixels, and every picture is processed', () => {
  const side = fc.integer({ min: 1, max: 30_000 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const sizes = pictureSizes(width, height);
      expect(sizes[0]?.always).toBe(true);
      for (const { scale } of sizes) {
        expect(scale).toBeGreaterThan(0);
        expect(width * scale * height * scale).toBeLessThanOrEqual(16_000_001);
      }
    }),
  );
});

test('the parts of a large picture cover it, and any small code is complete in one', () => {
  expect(tilesOf(1600, 1200)).toEqual([]);
  const [width, height, size] = [4000, 3000, 290];
  const parts = tilesOf(width, height);
  expect(parts.length).toBeLessThan(16);
  for (let left = 0; left + size <= width; left += 97) {
    for (let top = 0; top + size <= height; top += 97) {
      const holds = (part: (typeof parts)[number]) =>
        part.left <= left &&
        part.top <= top &&
        part.left + part.width >= left + size &&
        part.top + part.height >= top + size;
      expect(parts.some(holds)).toBe(true);
    }
  }
});
