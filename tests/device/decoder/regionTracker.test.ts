import { describe, expect, test } from 'vitest';
import type { Outline } from '../../../src/activation/detection.ts';
import type { DetectedCode } from '../../../src/device/decoder/detectedCode.ts';
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

describe('several codes', () => {
  /** Four codes in a square, side by side. */
  const [first, second, third, fourth] = [0, 1, 2, 3].map((place) => {
    const [left, top] = [0.2 + 0.25 * (place % 2), 0.1 + 0.25 * (place >> 1)];
    const at = (x: number, y: number) => ({ x, y });
    const outline: Outline = [at(left, top), at(left + 0.24, top), at(left + 0.24, top + 0.24), at(left, top + 0.24)];
    return { text: `code ${place}`, outline };
  }) as [DetectedCode, DetectedCode, DetectedCode, DetectedCode];
  const outlines = (...codes: DetectedCode[]) => codes.map(({ outline }) => outline);

  test('are all followed while only some of them are read', () => {
    const tracker = createRegionTracker();
    tracker.saw([first, second, third, fourth]);
    tracker.saw([second, fourth]);
    expect(tracker.next()).toEqual(outlines(second, fourth, first, third));
    tracker.saw([first]);
    expect(tracker.next()).toEqual(outlines(first, second, fourth, third));
  });

  test('are no longer followed when they are missed three times', () => {
    const tracker = createRegionTracker();
    tracker.saw([first, second, third, fourth]);
    for (const expected of [4, 4, 1]) {
      tracker.saw([first]);
      expect(tracker.next()).toHaveLength(expected);
    }
  });

  test('are each followed when the hand moves', () => {
    const tracker = createRegionTracker();
    const moved = [first, second].map(({ text, outline }) => {
      const [one, two, three, four] = outline.map(({ x, y }) => ({ x: x + 0.08, y: y + 0.05 }));
      return { text, outline: [one, two, three, four] as unknown as Outline };
    });
    tracker.saw([first, second]);
    tracker.saw(moved);
    expect(tracker.next()).toEqual(outlines(...moved));
  });

  const needsOf = (seen: readonly (readonly DetectedCode[])[]) => {
    const tracker = createRegionTracker();
    return seen.map((detectedCodes) => {
      tracker.saw(detectedCodes);
      return tracker.needsDetail;
    });
  };

  test('need more detail when six pictures in a row show them unread, and from then on', () => {
    const far = [unread, unread, unread];
    expect(needsOf([far, far, far, far, far, far, [first, second, third, fourth]])).toEqual([
      ...Array(5).fill(false),
      true,
      true,
    ]);
    expect(needsOf([far, far, far, [], [first, ...far], far, far])).toEqual([...Array(6).fill(false), true]);
  });

  test('need no more detail while some are read', () => {
    const mixed = [unread, unread, unread, unread];
    const all = [first, second, third, fourth];
    expect(needsOf(Array.from({ length: 12 }, (_, at) => (at % 3 === 2 ? all : mixed)))).not.toContain(true);
  });

  test('are not seen where one code changes in the middle of a frame, which looks like two unreadable ones', () => {
    expect(needsOf(Array.from({ length: 12 }, () => [unread, unread]))).not.toContain(true);
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
