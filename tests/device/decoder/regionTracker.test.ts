import { describe, expect, test } from 'vitest';
import type { Outline } from '../../../src/activation/detection.ts';
import { createGaze } from '../../../src/device/decoder/regionTracker.ts';

const here = [0.1, 0.2, 0.3, 0.4].map((at) => ({ x: at, y: at })) as unknown as Outline;
const read = { text: 'code', outline: here };
const unread = { text: null, outline: here };

describe('the next frame', () => {
  test('is looked at as a whole before any code was read', () => {
    const gaze = createGaze();
    expect(gaze.next()).toEqual([]);
    gaze.saw([unread]);
    expect(gaze.next()).toEqual([]);
  });

  test('is looked at where codes were read, those left out that were not', () => {
    const gaze = createGaze();
    gaze.saw([read, unread, read]);
    expect(gaze.next()).toEqual([here, here]);
  });

  test('is looked at as a whole now and then, so that no code hides another', () => {
    const gaze = createGaze();
    const looks = Array.from({ length: 16 }, () => {
      gaze.saw([read]);
      return gaze.next().length;
    });
    expect(looks).toEqual([1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0]);
  });

  test('is looked at in the same place after a frame or two that showed nothing, and then no longer', () => {
    const gaze = createGaze();
    gaze.saw([read]);
    const looks = Array.from({ length: 4 }, () => {
      gaze.saw([]);
      return gaze.next().length;
    });
    expect(looks).toEqual([1, 1, 0, 0]);
  });
});

test('a second look is worth its time only when codes are missed again and again', () => {
  const gaze = createGaze();
  const strained = [[read], [], [unread], [unread], [read], []].map((findings) => {
    gaze.saw(findings);
    return gaze.strained;
  });
  expect(strained).toEqual([false, false, true, true, false, false]);
});
