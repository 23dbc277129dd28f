import type { Outline } from '../../activation/detection.ts';
import { cutOut, type PicturePart } from '../../transfer/picture/picturePart.ts';
import type { RgbaPicture, Treatment } from '../../transfer/picture/treatments.ts';
import type { DecoderEngine, Effort } from './decoderEngine.ts';
import { type DetectedCode, textsOf } from './detectedCode.ts';
import { ontoPicture, type PixelSize, regionAround } from './region.ts';

/** A picture that can be passed to a worker: a bitmap to draw, or pixels. */
export type CameraFrame = ImageBitmap | RgbaPicture;

/** A picture to search, and how. */
export interface Look {
  readonly frame: CameraFrame;
  readonly effort: Effort;
  /** Where codes were read in the frame before; searched first. */
  readonly near: readonly Outline[];
  /** Whether to search a bitmap in more detail, for several codes that are too small otherwise. Takes time. */
  readonly detailed: boolean;
  /** Whether to search again, enlarged, where a code was detected but not read. Takes time. */
  readonly closely: boolean;
  readonly treatment: Treatment;
}

/** Draws a part of a bitmap, after scaling the whole to `size`. */
export type DrawBitmap = (bitmap: ImageBitmap, size: PixelSize, part: PicturePart) => RgbaPicture;

/** Longest side that is searched, in pixels; for one code, and for several that are large enough, more only takes time. */
const maxSide = 1280;
const maxDetailedSide = 1920;
/** So many codes are shown at once and change together. */
const fewestOfSeveral = 3;
/** A code with two pixels per module is read more often when drawn with six. */
const maxEnlargement = 3;

/** @returns the size at which a camera's picture is searched */
export function frameSize({ width, height }: PixelSize, detailed = false): PixelSize {
  const scale = Math.min(1, (detailed ? maxDetailedSide : maxSide) / Math.max(width, height, 1));
  return scaled({ width, height }, scale);
}

/**
 * Searches for codes where they were before, and in the whole picture when fewer are there now. Of several codes, one is enough:
 * a picture that is taken while they change shows only some.
 *
 * @param draw called for bitmaps only; they are closed at the end
 */
export async function findInFrame(
  engine: Pick<DecoderEngine, 'find'>,
  { frame, effort, near, detailed, closely, treatment }: Look,
  draw: DrawBitmap,
): Promise<readonly DetectedCode[]> {
  const size = 'data' in frame ? frame : frameSize(frame, detailed);

  async function findIn(part: PicturePart, scale = 1): Promise<readonly DetectedCode[]> {
    const pixels = 'data' in frame ? cutOut(frame, part) : draw(frame, scaled(size, scale), scaledPart(part, scale));
    const found = await engine.find(pixels, effort, treatment);
    return found.map(({ text, outline }) => ({ text, outline: ontoPicture(outline, part, size) }));
  }

  try {
    const place = regionAround(near, size);
    const there = place ? await findIn(place) : [];
    if (place && textsOf(there).length >= (near.length < fewestOfSeveral ? near.length : 1)) return there;
    const found = await findIn(effort === 'live' && treatment === 'sharpened' ? middleOf(size) : wholeOf(size));
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

function wholeOf({ width, height }: PixelSize): PicturePart {
  return { left: 0, top: 0, width, height };
}

/** Where a person aims; more of it would take too long. */
function middleOf(size: PixelSize): PicturePart {
  const { width, height } = scaled(size, 0.6);
  return { left: (size.width - width) >> 1, top: (size.height - height) >> 1, width, height };
}

/** The result is no larger than a whole frame. */
function enlargement({ width, height }: PicturePart): number {
  return Math.min(maxEnlargement, Math.max(1, maxSide / Math.max(width, height)));
}

function scaled({ width, height }: PixelSize, scale: number): PixelSize {
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function scaledPart(part: PicturePart, scale: number): PicturePart {
  return { left: Math.round(part.left * scale), top: Math.round(part.top * scale), ...scaled(part, scale) };
}
