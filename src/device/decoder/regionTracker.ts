import type { Outline } from '../../activation/detection.ts';
import type { DetectedCode } from './detectedCode.ts';

/** Frames in a row that are looked at in one place, before one is looked at as a whole again. */
const mostInOnePlace = 7;
/** Frames in a row that show nothing in that place, before it is given up: a screen that changes blurs a few. */
const mostMissed = 3;

/** Remembers where in the camera's picture codes are being read. */
export interface RegionTracker {
  /** @returns outlines of the codes that the next frame is expected to show; none to look at the whole of it */
  next(): readonly Outline[];
  /** Whether the last frames were not read, so that a code in the next one is worth a second look. */
  readonly strained: boolean;
  saw(detectedCodes: readonly DetectedCode[]): void;
}

/** A code that stays in view must not hide another one beside it forever, so the whole frame is looked at now and then. */
export function createRegionTracker(): RegionTracker {
  let outlines: readonly Outline[] = [];
  let inOnePlace = 0;
  let missed = 0;
  return {
    next() {
      inOnePlace = outlines.length === 0 || inOnePlace === mostInOnePlace ? 0 : inOnePlace + 1;
      return inOnePlace === 0 ? [] : outlines;
    },
    get strained() {
      // One frame may be a mixture of two codes, which no look makes clearer.
      return missed > 1;
    },
    saw(detectedCodes) {
      const read = detectedCodes.filter(({ text }) => text !== null).map(({ outline }) => outline);
      missed = read.length > 0 ? 0 : missed + 1;
      if (read.length > 0 || missed === mostMissed) outlines = read;
    },
  };
}
