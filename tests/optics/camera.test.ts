import { describe, expect, test } from 'vitest';
import { createSender } from '../../src/transfer/sender.ts';
import { photograph, type Screen, screenOf } from './camera.ts';
import { chanceFrom } from './chance.ts';
import { asJpeg } from './jpeg.ts';
import { blurred, smeared } from './lens.ts';
import { lit, noisy } from './light.ts';
import { startLiveDecoder } from './liveDecoder.ts';
import { canvasPixels, type Picture } from './picture.ts';
import { cornersOf, projectionFrom } from './projection.ts';
import { blended, halfAndHalf, rollingShutter } from './shutter.ts';

const checkers: Screen = { side: 2, light: Uint8Array.of(1, 0, 0, 1) };
const straight = (side: number) =>
  cornersOf({ center: { x: side / 2, y: side / 2 }, side, turn: 0, tilt: { x: 0, y: 0 } });

function flat(gray: number): Picture {
  return { width: 16, height: 16, data: new Uint8ClampedArray(256).fill(gray) };
}

function rowOf({ width, data }: Picture, row: number): number[] {
  return [...data.subarray(row * width, (row + 1) * width)];
}

function mean({ data }: Picture): number {
  return data.reduce((sum, value) => sum + value, 0) / data.length;
}

describe('a photograph', () => {
  test('equals the screen when seen straight at one pixel per module', () => {
    const { data } = photograph(checkers, { width: 2, height: 2, corners: straight(2) });
    expect([...data]).toEqual([255, 0, 0, 255]);
  });

  test('averages everything within one pixel', () => {
    const { data } = photograph(checkers, { width: 1, height: 1, corners: straight(1) });
    expect([...data]).toEqual([128]);
  });

  test('shows the surroundings around the screen', () => {
    const corners = cornersOf({ center: { x: 3, y: 3 }, side: 2, turn: 0, tilt: { x: 0, y: 0 } });
    const picture = photograph(checkers, { width: 6, height: 6, corners, surround: 0.2 });
    expect(rowOf(picture, 1)).toEqual([51, 51, 51, 51, 51, 51]);
    expect(rowOf(picture, 2)).toEqual([51, 51, 255, 0, 51, 51]);
  });

  test('darkens the gaps between the pixels of the monitor', () => {
    const white: Screen = { side: 1, light: Uint8Array.of(1) };
    const view = { width: 8, height: 8, corners: straight(8), rays: 1, grid: { perModule: 2, depth: 1 } };
    const [gapRow, row] = [0, 1].map((at) => rowOf(photograph(white, view), at));
    expect(gapRow).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(row).toEqual([0, 255, 255, 255, 0, 255, 255, 255]);
  });

  test('keeps the quiet zone of a code', () => {
    const screen = screenOf({ size: 1, isDark: () => true });
    expect(screen.side).toBe(9);
    expect([...screen.light].flatMap((light, at) => (light === 0 ? [at] : []))).toEqual([4 * 9 + 4]);
  });
});

describe('a projection', () => {
  test('maps the corners of the screen', () => {
    const corners = cornersOf({ center: { x: 300, y: 200 }, side: 100, turn: 20, tilt: { x: 30, y: -10 } });
    const [a, b, c, d, e, f, g, h] = projectionFrom(corners);
    const found = corners.map(({ x, y }) => {
      const depth = g * x + h * y + 1;
      return [(a * x + b * y + c) / depth, (d * x + e * y + f) / depth];
    });
    for (const [at, expected] of [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ].entries()) {
      expect(found[at]?.[0]).toBeCloseTo(expected[0] as number);
      expect(found[at]?.[1]).toBeCloseTo(expected[1] as number);
    }
  });

  test('shows distant parts smaller', () => {
    const [one, two, three, four] = cornersOf({ center: { x: 0, y: 0 }, side: 100, turn: 0, tilt: { x: 40, y: 0 } });
    expect(three.y - two.y).toBeLessThan(four.y - one.y);
  });
});

describe('lens, light and sensor', () => {
  const line = { ...flat(0), data: flat(0).data.map((_, at) => (at % 16 === 8 ? 160 : 0)) };

  test('blur spreads light without loss', () => {
    const row = rowOf(blurred(line, 1), 8);
    expect(row[8]).toBeLessThan(80);
    expect(row[8]).toBeGreaterThan(row[7] ?? 0);
    expect(row[7]).toBe(row[9]);
    expect(Math.abs(mean(blurred(line, 1)) - mean(line))).toBeLessThan(1);
    expect(blurred(flat(90), 2)).toEqual(flat(90));
  });

  test('motion smears in one direction only', () => {
    expect(rowOf(smeared(line, 3, 0), 5)).toEqual([0, 0, 0, 0, 0, 40, 40, 40, 40, 0, 0, 0, 0, 0, 0, 0]);
    expect(smeared(line, 0, 4)).toEqual(line);
  });

  test('light decreases towards one side', () => {
    const row = rowOf(lit(flat(200), { falloff: 0.5, from: 0 }), 4);
    expect(row[0]).toBe(100);
    expect(row[15]).toBeGreaterThan(190);
    expect(row).toEqual([...row].sort((one, other) => one - other));
  });

  test('a dim screen in a bright room has little contrast', () => {
    expect(mean(lit(flat(0), { black: 0.4, white: 0.6 }))).toBe(102);
    expect(mean(lit(flat(255), { black: 0.4, white: 0.6 }))).toBe(153);
  });

  test('noise is centered on the signal, and its seed repeats it', () => {
    const noise = (seed: number) =>
      noisy({ ...flat(0), data: new Uint8ClampedArray(20_000).fill(128) }, 0.1, chanceFrom(seed));
    expect(Math.abs(mean(noise(1)) - 128)).toBeLessThan(1);
    expect(new Set(noise(1).data).size).toBeGreaterThan(80);
    expect(noise(1)).toEqual(noise(1));
    expect(noise(1)).not.toEqual(noise(2));
  });

  test('JPEG is nearly lossless at the highest quality and visibly different at a low one', () => {
    const step = { ...flat(0), data: flat(0).data.map((_, at) => (at % 16 > 5 ? 230 : 20)) };
    const difference = (quality: number) =>
      Math.max(...asJpeg(step, quality).data.map((value, at) => Math.abs(value - (step.data[at] ?? 0))));
    expect(difference(100)).toBeLessThan(4);
    expect(difference(10)).toBeGreaterThan(15);
    expect(asJpeg(flat(128), 10)).toEqual(flat(128));
  });

  test('a canvas gets gray pixels, opaque', () => {
    const pixels = canvasPixels({ width: 2, height: 1, data: Uint8ClampedArray.of(7, 200) });
    expect([...pixels.data]).toEqual([7, 7, 7, 255, 200, 200, 200, 255]);
  });
});

describe('two codes in one picture', () => {
  const [dark, bright] = [flat(10), flat(210)];

  test('one above the other', () => {
    const picture = rollingShutter(dark, bright, 5);
    expect([4, 5].map((row) => new Set(rowOf(picture, row)))).toEqual([new Set([10]), new Set([210])]);
  });

  test('two codes side by side', () => {
    const row = rowOf(halfAndHalf(dark, bright, 3), 7);
    expect(row).toEqual([10, 10, 10, ...Array(13).fill(210)]);
  });

  test('one blended into the other', () => {
    expect(mean(blended(dark, bright, 0.25))).toBe(160);
  });
});

test('the page reads the pictures of this camera', async () => {
  const chance = chanceFrom(3);
  const decode = await startLiveDecoder();
  const code = createSender({ kind: 'file', bytes: chance.bytes(3000) }, 'https://activate.example/').code(0, 2);
  const corners = cornersOf({ center: { x: 300, y: 250 }, side: 400, turn: 8, tilt: { x: 12, y: -6 } });
  const sharp = photograph(screenOf(code), { width: 600, height: 500, corners, grid: { perModule: 3, depth: 0.4 } });
  const seen = noisy(lit(blurred(sharp, 0.8), { black: 0.1, white: 0.8, falloff: 0.3, from: 40 }), 0.03, chance);
  expect(await decode(asJpeg(seen, 80))).toEqual([code.text]);
});
