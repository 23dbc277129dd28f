import type { Region } from './region.ts';

/** Length of the longer side at which moderate codes are found fastest and noise and moiré disappear. */
const handy = 1600;
/** Phones limit a canvas to 16 megapixels. */
const largest = 4000;
/** Below this, a module may be a single pixel, which decoders cannot read. */
const tiny = 600;
const small = 800;
/** Blurred, noisy and dark codes are read more often when enlarged. */
const enlarged = 2;

/** One of the sizes at which a picture is searched. */
export interface PictureSize {
  /** Relative to the original. */
  readonly scale: number;
  /** Searched even when a code was found before, because there may be more. */
  readonly always: boolean;
}

/**
 * Chooses the sizes at which a picture is searched for codes, most promising first.
 *
 * @param width pixels
 * @param height pixels
 */
export function pictureSizes(width: number, height: number): readonly PictureSize[] {
  const longer = Math.max(width, height);
  if (longer < tiny) {
    const factor = Math.max(enlarged, Math.round(tiny / longer));
    return [
      { scale: 1, always: true },
      { scale: Math.min(factor, 8), always: false },
    ];
  }
  if (longer <= handy)
    return [
      { scale: 1, always: true },
      ...(longer > small ? [{ scale: small / longer, always: false }] : []),
      { scale: enlarged, always: false },
    ];
  return [
    { scale: handy / longer, always: true },
    { scale: Math.min(1, largest / longer), always: true },
    { scale: small / longer, always: false },
  ];
}

/** @returns the scale at which a picture is searched more than once */
export function moderateScale(width: number, height: number): number {
  return Math.min(1, handy / Math.max(width, height));
}

/** Sides of the parts, in pixels. They overlap by more than a code that only such a search finds. */
const tileSide = 1400;
const overlap = 300;

/** @returns the parts in which very small codes are searched; none of a picture that is searched enlarged anyway */
export function tilesOf(width: number, height: number): readonly Region[] {
  if (Math.max(width, height) <= handy) return [];
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
