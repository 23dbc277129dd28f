import type { Outline } from '../../activation/detection.ts';
import type { DetectedCode } from './detectedCode.ts';

/** Consecutive frames that are searched in one region before one is searched as a whole. */
const maxInOneRegion = 7;
/** Consecutive frames without a code before the region is dropped: a changing screen blurs a few. */
const maxMissed = 3;

/** Tracks where in the camera's picture codes are read. */
export interface RegionTracker {
  /** @returns outlines of the codes expected in the next frame; empty to search the whole frame */
  next(): readonly Outline[];
  /** Whether the last frames were not read, so that the next one deserves a closer search. */
  readonly strained: boolean;
  saw(detectedCodes: readonly DetectedCode[]): void;
}

/** Searches the whole frame now and then, so that a code in view does not hide another one forever. */
export function createRegionTracker(): RegionTracker {
  let outlines: readonly Outline[] = [];
  let inOneRegion = 0;
  let missed = 0;
  return {
    next() {
      inOneRegion = outlines.length === 0 || inOneRegion === maxInOneRegion ? 0 : inOneRegion + 1;
      return inOneRegion === 0 ? [] : outlines;
    },
    get strained() {
      // A single frame may mix two codes, which no closer search resolves.
      return missed > 1;
    },
    saw(detectedCodes) {
      const read = detectedCodes.filter(({ text }) => text !== null).map(({ outline }) => outline);
      missed = read.length > 0 ? 0 : missed + 1;
      if (read.length > 0 || missed === maxMissed) outlines = read;
    },
  };
}
