import { type Frame, GifReader } from 'omggif';
import { maxPixels } from '../../../../src/transfer/picture/pictureFile.ts';
import type { RgbaPicture } from '../../../../src/transfer/picture/treatments.ts';
import { laidOn } from '../pixels.ts';

/** How a frame is removed before the next (GIF89a section 23.c). */
const toBackground = 2;
const toPrevious = 3;

export function isGif(file: Uint8Array): boolean {
  return Buffer.from(file.subarray(0, 6)).toString('latin1').startsWith('GIF8');
}

/**
 * Yields the frames of a GIF as they appear, including what earlier frames leave in place.
 *
 * @param file untrusted
 * @throws Error of the reader if the file is damaged, after the frames before the damage
 */
export function* gifFrames(file: Uint8Array): Generator<RgbaPicture> {
  const reader = new GifReader(file);
  const { width, height } = reader;
  if (width * height > maxPixels || width * height === 0) throw new Error('impossible size');
  const canvas = new Uint8ClampedArray(width * height * 4);
  for (let number = 0; number < reader.numFrames(); number++) {
    const frame = reader.frameInfo(number);
    if (frame.x + frame.width > width || frame.y + frame.height > height) throw new Error('frame beyond the picture');
    const before = frame.disposal === toPrevious ? canvas.slice() : null;
    reader.decodeAndBlitFrameRGBA(number, canvas);
    yield laidOn({ width, height, data: canvas }, 255);
    if (before) canvas.set(before);
    if (frame.disposal === toBackground) clear(canvas, width, frame);
  }
}

function clear(canvas: Uint8ClampedArray, width: number, frame: Frame): void {
  for (let y = frame.y; y < frame.y + frame.height; y++) {
    canvas.fill(0, (y * width + frame.x) * 4, (y * width + frame.x + frame.width) * 4);
  }
}
