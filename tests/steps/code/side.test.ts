import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sideWithin } from '../../../src/steps/code/side.ts';

const room = fc.double({ min: 50, max: 4000, noNaN: true });
const modules = fc.integer({ min: 29, max: 185 });
const pixelRatio = fc.constantFrom(1, 1.25, 1.5, 2, 2.625, 3);

it('gives each module the same whole number of device pixels, and is never larger than the space', () => {
  fc.assert(
    fc.property(room, modules, pixelRatio, (space, count, ratio) => {
      const side = sideWithin(space, count, ratio);
      expect(side).toBeLessThanOrEqual(space);
      const pixels = (side * ratio) / count;
      if (side !== space) expect(Math.abs(pixels - Math.round(pixels))).toBeLessThan(1e-9);
    }),
  );
});

it('wastes less than a device pixel per module', () => {
  fc.assert(
    fc.property(room, modules, pixelRatio, (space, count, ratio) => {
      expect(((space - sideWithin(space, count, ratio)) * ratio) / count).toBeLessThan(1 + 1e-9);
    }),
  );
});

it('fills the space when modules have fewer than three device pixels', () => {
  expect(sideWithin(250, 105, 1)).toBe(250);
  expect(sideWithin(320, 105, 1)).toBe(315);
});
