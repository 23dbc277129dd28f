import type { Outline } from '../../activation/detection.ts';
import type { DecoderEngine, Effort, Pixels } from './decoderEngine.ts';
import { type DetectedCode, textsOf } from './detectedCode.ts';
import { ontoPicture, type PixelSize, type Region, regionAround } from './region.ts';

/** A picture that can be given to a worker: still to be drawn, or as pixels. */
export type CameraFrame = ImageBitmap | Pixels;

/** A picture to look at, and how. */
export interface Look {
  readonly frame: CameraFrame;
  readonly effort: Effort;
  /** Where codes were read in the frame before: looked at first. */
  readonly near: readonly Outline[];
  /** Whether to look again, enlarged, where a code is that cannot be read. It takes time. */
  readonly closely: boolean;
}

/** Draws a part of a bitmap that is scaled to `size`. */
export type DrawBitmap = (bitmap: ImageBitmap, size: PixelSize, part: Region) => Pixels;

/** Longest side of what is looked at, in pixels: more only costs time. */
const longestSide = 1280;
/** A code with two pixels a module is read more often when it is drawn with six. */
const mostEnlarged = 3;

/** @returns the size at which a camera's picture is looked at */
export function frameSize({ width, height }: PixelSize): PixelSize {
  const scale = Math.min(1, longestSide / Math.max(width, height, 1));
  return scaled({ width, height }, scale);
}

/**
 * Looks for codes where they were before, and in the whole picture unless as many are there again.
 *
 * @param draw called for bitmaps only, which are closed at the end
 */
export async function findInFrame(
  engine: Pick<DecoderEngine, 'find'>,
  { frame, effort, near, closely }: Look,
  draw: DrawBitmap,
): Promise<readonly DetectedCode[]> {
  const size = 'data' in frame ? frame : frameSize(frame);

  async function findIn(part: Region, scale = 1): Promise<readonly DetectedCode[]> {
    const pixels = 'data' in frame ? cutOut(frame, part) : draw(frame, scaled(size, scale), scaledPart(part, scale));
    const found = await engine.find(pixels, effort);
    return found.map(({ text, outline }) => ({ text, outline: ontoPicture(outline, part, size) }));
  }

  try {
    const place = regionAround(near, size);
    const there = place ? await findIn(place) : [];
    if (place && textsOf(there).length >= near.length) return there;
    const found = await findIn({ left: 0, top: 0, width: size.width, height: size.height });
    if (!closely || textsOf(found).length > 0 || 'data' in frame) return found;
    const unread =
      regionAround(
        found.slice(0, 1).map(({ outline }) => outline),
        size,
      ) ?? place;
    const enlarged = unread ? await findIn(unread, enlargement(unread)) : [];
    return textsOf(enlarged).length > 0 ? enlarged : found;
  } finally {
    if (!('data' in frame)) frame.close();
  }
}

/** No larger than a whole frame. */
function enlargement({ width, height }: Region): number {
  return Math.min(mostEnlarged, Math.max(1, longestSide / Math.max(width, height)));
}

function scaled({ width, height }: PixelSize, scale: number): PixelSize {
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function scaledPart(part: Region, scale: number): Region {
  return { left: Math.round(part.left * scale), top: Math.round(part.top * scale), ...scaled(part, scale) };
}

function cutOut(pixels: Pixels, { left, top, width, height }: Region): Pixels {
  if (width === pixels.width && height === pixels.height) return pixels;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    const start = ((top + row) * pixels.width + left) * 4;
    data.set(pixels.data.subarray(start, start + width * 4), row * width * 4);
  }
  return { width, height, data };
}
