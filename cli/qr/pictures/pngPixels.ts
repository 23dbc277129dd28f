import { PNG } from 'pngjs';
import { maxPixels } from '../../../src/transfer/picture/pictureFile.ts';
import type { RgbaPicture } from '../../../src/transfer/picture/treatments.ts';

const signature = '\u0089PNG\r\n\u001a\n';
/** Offset of width and height, after the signature and the first chunk's length and name (ISO/IEC 15948 section 11.2.2). */
const sizeAt = 16;

export interface PngSize {
  readonly width: number;
  readonly height: number;
}

/** @returns the size that a PNG claims, in pixels; null if it is not a PNG */
export function pngSize(file: Uint8Array): PngSize | null {
  const head = Buffer.from(file.subarray(0, sizeAt + 8));
  if (head.length < sizeAt + 8 || !head.toString('latin1').startsWith(signature)) return null;
  return { width: head.readUInt32BE(sizeAt), height: head.readUInt32BE(sizeAt + 4) };
}

/** @returns the picture, which may be transparent; null if it is damaged, too large or not a PNG */
export function pngPixels(file: Uint8Array): RgbaPicture | null {
  const size = pngSize(file);
  if (!size || size.width * size.height > maxPixels) return null;
  try {
    const { width, height, data } = PNG.sync.read(Buffer.from(file));
    return { width, height, data: Uint8ClampedArray.from(data) };
  } catch {
    return null;
  }
}
