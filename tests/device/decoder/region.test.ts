import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outline } from '../../../src/activation/detection.ts';
import { ontoPicture, regionAround } from '../../../src/device/decoder/region.ts';

const frame = { width: 1280, height: 720 };

/** An upright code in the picture; positions in pixels. */
function square(left: number, top: number, side: number): Outline {
  const at = (x: number, y: number) => ({ x: x / frame.width, y: y / frame.height });
  return [at(left, top), at(left + side, top), at(left + side, top + side), at(left, top + side)];
}

describe('a region', () => {
  test('adds a quarter of the code on each side', () => {
    expect(regionAround([square(400, 200, 200)], frame)).toEqual({ left: 350, top: 150, width: 300, height: 300 });
  });

  test('contains all codes', () => {
    const region = regionAround([square(100, 100, 100), square(300, 150, 100)], frame);
    expect(region).toEqual({ left: 25, top: 25, width: 450, height: 300 });
  });

  test('is limited to the picture', () => {
    expect(regionAround([square(1200, 700, 100)], frame)).toEqual({ left: 1175, top: 675, width: 105, height: 45 });
  });

  test.each([
    ['no code is known', []],
    ['it would be almost the whole picture', [square(200, 10, 700)]],
    ['the code has left the picture', [square(1400, 100, 100)]],
  ])('is null when %s', (_, outlines) => {
    expect(regionAround(outlines, frame)).toBeNull();
  });

  test('is whole pixels within the picture for any outline', () => {
    const point = fc.record({ x: fc.double({ min: -2, max: 3 }), y: fc.double({ min: -2, max: 3 }) });
    fc.assert(
      fc.property(fc.tuple(point, point, point, point), (outline) => {
        const region = regionAround([outline], frame);
        fc.pre(region !== null);
        const { left, top, width, height } = region ?? { left: 0, top: 0, width: 0, height: 0 };
        expect([left, top, width, height].every(Number.isInteger)).toBe(true);
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
        expect(Math.min(width, height)).toBeGreaterThan(0);
        expect(left + width).toBeLessThanOrEqual(frame.width);
        expect(top + height).toBeLessThanOrEqual(frame.height);
      }),
    );
  });
});

test('a result within a region is converted to picture coordinates', () => {
  const whole: Outline = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ];
  expect(ontoPicture(whole, { left: 320, top: 180, width: 640, height: 360 }, frame)).toEqual([
    { x: 0.25, y: 0.25 },
    { x: 0.75, y: 0.25 },
    { x: 0.75, y: 0.75 },
    { x: 0.25, y: 0.75 },
  ]);
});
