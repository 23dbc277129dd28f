import type { Outline } from '../activation/sighting.ts';
import type { DecoderEngine, Effort, Pixels } from './decoderEngine.ts';
import { type Finding, textsOf } from './finding.ts';
import { ontoPicture, type Region, regionAround, type Size } from './region.ts';

/** A picture that can be given to a worker: still to be drawn, or as pixels. */
export type Frame = ImageBitmap | Pixels;

/** A picture to look at, and how. */
export interface Look {
  readonly frame: Frame;
  readonly effort: Effort;
  /** Where codes were read in the frame before: looked at first. */
  readonly near: readonly Outline[];
}

/** Draws a part of a bitmap that is shrunk to `size`. */
export type DrawBitmap = (bitmap: ImageBitmap, size: Size, part: Region) => Pixels;

/** Longest side of what is looked at, in pixels: more only costs time. */
const longestSide = 1280;

/** @returns the size at which a camera's picture is looked at */
export function frameSize({ width, height }: Size): Size {
  const scale = Math.min(1, longestSide / Math.max(width, height, 1));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/**
 * Looks for codes where they were before, and in the whole picture unless as many are there again.
 *
 * @param draw called for bitmaps only, which are closed at the end
 */
export async function findInFrame(
  engine: Pick<DecoderEngine, 'find'>,
  { frame, effort, near }: Look,
  draw: DrawBitmap,
): Promise<readonly Finding[]> {
  const size = 'data' in frame ? frame : frameSize(frame);
  const pixelsOf = (part: Region) => ('data' in frame ? cutOut(frame, part) : draw(frame, size, part));
  try {
    const region = regionAround(near, size);
    if (region) {
      const found = await engine.find(pixelsOf(region), effort);
      if (textsOf(found).length >= near.length)
        return found.map(({ text, outline }) => ({ text, outline: ontoPicture(outline, region, size) }));
    }
    return await engine.find(pixelsOf({ left: 0, top: 0, width: size.width, height: size.height }), effort);
  } finally {
    if (!('data' in frame)) frame.close();
  }
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
