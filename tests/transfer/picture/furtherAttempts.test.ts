import { expect, test } from 'vitest';
import { furtherAttempts } from '../../../src/transfer/picture/furtherAttempts.ts';
import { treatments } from '../../../src/transfer/picture/treatments.ts';

const partsOf = (width: number, height: number) =>
  furtherAttempts(width, height).flatMap(({ part, scale }) => (part ? [{ ...part, scale }] : []));

test('each treatment is tried with the whole picture, and a slow decoder last', () => {
  const attempts = furtherAttempts(640, 480);
  expect(attempts.map(({ treatment }) => treatment)).toEqual([...treatments, 'plain', 'other']);
  expect(attempts.filter(({ ground }) => ground === 'black')).toHaveLength(1);
  for (const attempt of attempts) expect(attempt).toMatchObject({ scale: 1, part: null });
  expect(furtherAttempts(4000, 3000).at(-1)).toMatchObject({ treatment: 'other', scale: 0.4, part: null });
});

test('the parts of a large picture cover it, and any small code is complete in one', () => {
  expect(partsOf(1600, 1200)).toEqual([]);
  const [width, height, size] = [4000, 3000, 290];
  const parts = partsOf(width, height);
  expect(parts.length).toBeLessThan(16);
  for (let left = 0; left + size <= width; left += 97) {
    for (let top = 0; top + size <= height; top += 97) {
      const holds = (part: (typeof parts)[number]) =>
        part.scale === 1 &&
        part.left <= left &&
        part.top <= top &&
        part.left + part.width >= left + size &&
        part.top + part.height >= top + size;
      expect(parts.some(holds)).toBe(true);
    }
  }
});
