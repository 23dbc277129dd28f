import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pictureSizes } from '../../../src/device/decoder/pictureSizes.ts';

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
