import { expect, it } from 'vitest';
import { pixelsOf } from '../../../src/steps/code/paint.ts';

const size = 21;
const quiet = 4;
const side = size + 2 * quiet;

it('draws one opaque pixel per module with four white ones on each side', () => {
  // Not symmetric in any way, so that swapped rows and columns are detected.
  const isDark = (row: number, column: number) => row === 0 || (column === 20 && row < 10);
  const pixels = pixelsOf({ size, isDark });
  expect(pixels).toHaveLength(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [row, column] = [y - quiet, x - quiet];
      const inside = row >= 0 && column >= 0 && row < size && column < size;
      const shade = inside && isDark(row, column) ? 0 : 255;
      expect([...pixels.slice((y * side + x) * 4, (y * side + x + 1) * 4)]).toEqual([shade, shade, shade, 255]);
    }
  }
});
