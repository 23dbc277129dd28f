/** Codes of moderate size are found soonest, and noise and moiré are gone, at this length of the longer side. */
const handy = 1600;
/** No phone's canvas is larger than 16 megapixels. */
const largest = 4000;
/** Below it a module may be a single pixel, which is less than the decoders want. */
const tiny = 600;
const small = 800;
/** Blurred, noisy and dark codes are read more often when they are drawn larger than they came. */
const enlarged = 2;

/** One of the sizes at which a picture is looked at. */
export interface PictureSize {
  /** Of the original's sides. */
  readonly scale: number;
  /** Looked at even when a code was found before: it may show further codes. */
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
