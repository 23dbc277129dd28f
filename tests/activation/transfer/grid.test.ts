import { expect, test } from 'vitest';
import { gridOf, gridSize } from '../../../src/activation/transfer/grid.ts';
import { quietZone } from '../../../src/transfer/code.ts';
import { createSender } from '../../../src/transfer/sender.ts';
import { noise } from '../../transfer/sampleDocuments.ts';

const sender = createSender({ kind: 'file', bytes: noise('grid', 20_000) }, 'https://activate.example/');
const codes = Array.from({ length: 4 }, (_, at) => sender.code(at * 3, 3));

test('a grid of one code is that code', () => {
  const [code = sender.code(0, 3)] = codes;
  const grid = gridOf([code]);
  expect(grid.size).toBe(code.size);
  for (let row = 0; row < code.size; row++) {
    for (let column = 0; column < code.size; column++) expect(grid.isDark(row, column)).toBe(code.isDark(row, column));
  }
});

test('a grid has its codes in order, with a quiet zone between them, and nothing else', () => {
  const grid = gridOf(codes);
  const size = codes[0]?.size ?? 0;
  expect(grid.size).toBe(gridSize(size, 4));
  expect(grid.size).toBe(2 * size + quietZone);
  for (let row = 0; row < grid.size; row++) {
    for (let column = 0; column < grid.size; column++) {
      const [down, right] = [row, column].map((at) => (at < size ? 0 : at < size + quietZone ? null : 1));
      const place = down === null || right === null ? null : 2 * (down ?? 0) + (right ?? 0);
      const code = place === null ? undefined : codes[place];
      const expected = code?.isDark(row % (size + quietZone), column % (size + quietZone)) ?? false;
      expect(grid.isDark(row, column)).toBe(expected);
    }
  }
});
