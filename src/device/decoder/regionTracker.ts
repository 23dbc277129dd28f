import type { Outline } from '../../activation/detection.ts';
import { type Treatment, treatments } from '../../transfer/picture/treatments.ts';
import type { DetectedCode } from './detectedCode.ts';
import { inSamePlace } from './region.ts';

/** Consecutive frames that are searched in one region before one is searched as a whole. */
const maxInOneRegion = 7;
/** Consecutive frames without a code before it is no longer followed: a changing screen blurs a few. */
const maxMissed = 3;
/** One code that changes in the middle of a frame is sometimes taken for two. */
const fewestOfSeveral = 3;
/** Consecutive frames with several codes of which one at most was read, before they need more detail. */
const maxUnread = 6;

/** Tracks where in the camera's picture codes are read. */
export interface RegionTracker {
  /** @returns outlines of the codes expected in the next frame; empty to search the whole frame */
  next(): readonly Outline[];
  /** Whether several codes were in sight that could not be read: they are too small, and every pixel counts from now on. */
  readonly needsDetail: boolean;
  /** Whether the last frames were not read, so that the next one deserves a closer search. */
  readonly strained: boolean;
  /** What to try with the next frame: what read the last one, else each treatment in turn, and nothing in between. */
  readonly treatment: Treatment;
  /** @param treatment of the frame */
  saw(detectedCodes: readonly DetectedCode[], treatment?: Treatment): void;
}

/** A code that was read, and for how many frames it has not been read since. */
interface FollowedCode {
  readonly outline: Outline;
  readonly missed: number;
}

/** Searches the whole frame now and then, so that a code in view does not hide another one forever. */
export function createRegionTracker(): RegionTracker {
  let followed: readonly FollowedCode[] = [];
  let inOneRegion = 0;
  let missed = 0;
  let unread = 0;
  let working: Treatment = 'plain';
  return {
    next() {
      inOneRegion = followed.length === 0 || inOneRegion === maxInOneRegion ? 0 : inOneRegion + 1;
      return inOneRegion === 0 ? [] : followed.map(({ outline }) => outline);
    },
    get needsDetail() {
      return unread >= maxUnread;
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
      if (unread < maxUnread && read.length > 1) unread = 0;
      else if (read.length <= 1 && detectedCodes.length >= fewestOfSeveral) unread += 1;
      // Of several codes, a frame may show some while they change.
      const stillMissing = followed
        .filter(({ outline }) => !read.some((other) => inSamePlace(outline, other)))
        .map((code) => ({ ...code, missed: code.missed + 1 }))
        .filter((code) => code.missed < maxMissed);
      followed = [...read.map((outline) => ({ outline, missed: 0 })), ...stillMissing];
    },
  };
}
