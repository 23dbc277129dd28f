import { describe, expect, test } from 'vitest';
import type { Outline } from '../../../src/activation/detection.ts';
import { createRegionTracker } from '../../../src/device/decoder/regionTracker.ts';
import { type Treatment, treatments } from '../../../src/transfer/picture/treatments.ts';

const here = [0.1, 0.2, 0.3, 0.4].map((at) => ({ x: at, y: at })) as unknown as Outline;
const read = { text: 'code', outline: here };
const unread = { text: null, outline: here };

describe('the next frame', () => {
  test('is processed completely before any code was read', () => {
    const tracker = createRegionTracker();
    expect(tracker.next()).toEqual([]);
    tracker.saw([unread]);
    expect(tracker.next()).toEqual([]);
  });

  test('is processed where codes were read, and not where codes were unreadable', () => {
    const tracker = createRegionTracker();
    tracker.saw([read, unread, read]);
    expect(tracker.next()).toEqual([here, here]);
  });

  test('is processed completely at intervals, so that no code hides another', () => {
    const tracker = createRegionTracker();
    const looks = Array.from({ length: 16 }, () => {
      tracker.saw([read]);
      return tracker.next().length;
    });
    expect(looks).toEqual([1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0]);
  });

  test('is processed in the same region after a frame or two without codes, and then no longer', () => {
    const tracker = createRegionTracker();
    tracker.saw([read]);
    const looks = Array.from({ length: 4 }, () => {
      tracker.saw([]);
      return tracker.next().length;
    });
    expect(looks).toEqual([1, 1, 0, 0]);
  });
});

test('a second attempt is made only when codes are missed repeatedly', () => {
  const tracker = createRegionTracker();
  const strained = [[read], [], [unread], [unread], [read], []].map((detectedCodes) => {
    tracker.saw(detectedCodes);
    return tracker.strained;
  });
  expect(strained).toEqual([false, false, true, true, false, false]);
});

test('pictures without a code are treated in turn, every second one not at all, and what helps is kept', () => {
  const tracker = createRegionTracker();
  const tried: Treatment[] = [];
  for (let picture = 0; picture < 12; picture++) {
    tried.push(tracker.treatment);
    tracker.saw([], tracker.treatment);
  }
  expect(tried.filter((_, at) => at % 2 === 0)).toEqual(Array(6).fill('plain'));
  expect(tried.filter((_, at) => at % 2 === 1)).toEqual([...treatments, ...treatments]);
  const corner = { x: 0.1, y: 0.1 };
  tracker.saw([{ text: 'read', outline: [corner, corner, corner, corner] }], 'softened');
  expect(tracker.treatment).toBe('softened');
  tracker.saw([], 'softened');
  expect(tracker.treatment).not.toBe('plain');
});
