import { expect, it } from 'vitest';
import type { Outline } from '../../../src/activation/ports.ts';
import { cornersIn, pointsOf } from '../../../src/steps/viewfinder/outline.ts';

const whole: Outline = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

it.each([
  ['lying', { width: 1280, height: 720 }, '0,0 1280,0 1280,720 0,720'],
  ['upright', { width: 720, height: 1280 }, '0,0 720,0 720,1280 0,1280'],
])('draws the outline in pixels of a picture that is %s', (_, picture, points) => {
  expect(pointsOf(whole, picture)).toBe(points);
});

it('keeps the order of the corners and a tenth of a pixel', () => {
  const tilted: Outline = [
    { x: 0.1, y: 0.2 },
    { x: 0.61234, y: 0.25 },
    { x: 0.6, y: 0.9 },
    { x: 0.05, y: 0.8 },
  ];
  expect(pointsOf(tilted, { width: 1000, height: 500 })).toBe('100,100 612.3,125 600,450 50,400');
});

it.each([
  { width: 1280, height: 720 },
  { width: 720, height: 1280 },
  { width: 640, height: 640 },
])('leaves a square free in the center of a picture of $width x $height', (picture) => {
  const path = cornersIn(picture);
  const starts = [...path.matchAll(/M([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  const middle = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  const ends = [...path.matchAll(/H([\d.]+)/g)].map(([, x]) => Number(x));
  expect(starts).toHaveLength(4);
  expect(middle([...starts.map(([x]) => x), ...ends])).toBeCloseTo(picture.width / 2, 0);
  expect(middle(starts.map(([, y]) => y))).toBeCloseTo(picture.height / 2, 0);
  for (const x of ends) expect(x).toBeGreaterThan(0);
  expect(Math.max(...ends)).toBeLessThan(picture.width);
});
