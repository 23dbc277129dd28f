import type { Outline } from '../../activation/detection.ts';
import { type Treatment, treatments } from '../../transfer/picture/treatments.ts';
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
  /** What to try with the next frame: what read the last one, else each treatment in turn, and nothing in between. */
  readonly treatment: Treatment;
  /** @param treatment of the frame */
  saw(detectedCodes: readonly DetectedCode[], treatment?: Treatment): void;
}

/** Searches the whole frame now and then, so that a code in view does not hide another one forever. */
export function createRegionTracker(): RegionTracker {
  let outlines: readonly Outline[] = [];
  let inOneRegion = 0;
  let missed = 0;
  let working: Treatment = 'plain';
  return {
    next() {
      inOneRegion = outlines.length === 0 || inOneRegion === maxInOneRegion ? 0 : inOneRegion + 1;
      return inOneRegion === 0 ? [] : outlines;
    },
    get strained() {
      // A single frame may mix two codes, which no closer search resolves.
      return missed > 1;
    },
    get treatment() {
      if (missed === 0) return working;
      return missed % 2 === 0 ? 'plain' : (treatments[((missed - 1) / 2) % treatments.length] ?? 'plain');
    },
    saw(detectedCodes, treatment = 'plain') {
      const read = detectedCodes.filter(({ text }) => text !== null).map(({ outline }) => outline);
      if (read.length > 0) working = treatment;
      missed = read.length > 0 ? 0 : missed + 1;
      if (read.length > 0 || missed === maxMissed) outlines = read;
    },
  };
}
