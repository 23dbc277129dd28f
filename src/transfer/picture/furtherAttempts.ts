import type { PicturePart } from './picturePart.ts';
import { type Treatment, treatments } from './treatments.ts';

/** Length in pixels of the longer side at which moderate codes are found fastest and noise and moiré disappear. */
export const handySide = 1600;

/** One more search of a picture. */
export interface PictureAttempt {
  readonly treatment: Treatment;
  /** Relative to the original. */
  readonly scale: number;
  /** Behind transparent parts, and around the picture. */
  readonly ground: 'white' | 'black';
  /** Null for the whole picture. */
  readonly part: PicturePart | null;
}

/**
 * Lists what is tried with a still picture in which no code was found as it is. Each attempt reads pictures in which the ones
 * before find nothing; the slowest are last.
 *
 * @param width pixels
 * @param height pixels
 */
export function furtherAttempts(width: number, height: number): readonly PictureAttempt[] {
  const whole = { scale: Math.min(1, handySide / Math.max(width, height)), ground: 'white', part: null } as const;
  return [
    ...treatments.map((treatment) => ({ ...whole, treatment })),
    // Light codes on transparent ground, and dark pictures, which a white margin cuts off at their edge.
    { ...whole, treatment: 'plain', ground: 'black' },
    ...tilesOf(width, height).map((part) => ({ ...whole, treatment: 'sharpened', scale: 1, part }) as const),
    { ...whole, treatment: 'other' },
  ];
}

/** Sides of the parts, in pixels. They overlap by more than a code that only such a search finds. */
const tileSide = 1400;
const overlap = 300;

/** @returns the parts in which very small codes are searched; none of a picture that is searched enlarged anyway */
function tilesOf(width: number, height: number): readonly PicturePart[] {
  if (Math.max(width, height) <= handySide) return [];
  const [columns, rows] = [startsOf(width), startsOf(height)];
  return rows.flatMap((top) =>
    columns.map((left) => ({
      left,
      top,
      width: Math.min(tileSide, width - left),
      height: Math.min(tileSide, height - top),
    })),
  );
}

function startsOf(length: number): readonly number[] {
  const count = Math.max(1, Math.ceil((length - overlap) / (tileSide - overlap)));
  return Array.from({ length: count }, (_, at) => at * (tileSide - overlap));
}
