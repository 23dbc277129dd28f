import { handySide } from '../../transfer/picture/furtherAttempts.ts';

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
  if (longer <= handySide)
    return [
      { scale: 1, always: true },
      ...(longer > small ? [{ scale: small / longer, always: false }] : []),
      { scale: enlarged, always: false },
    ];
  return [
    { scale: handySide / longer, always: true },
    { scale: Math.min(1, largest / longer), always: true },
    { scale: small / longer, always: false },
  ];
}
