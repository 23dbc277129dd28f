import { decode } from 'jpeg-js';
import { maxPixels } from '../../../../src/transfer/picture/pictureFile.ts';
import type { RgbaPicture } from '../../../../src/transfer/picture/treatments.ts';

/** The reader counts all of its arrays, several bytes a pixel. */
const memory = 2048;

/** @throws Error of the reader for a damaged file, or a kind of JPEG that it does not read */
export function jpegPixels(file: Uint8Array): RgbaPicture {
  const options = { useTArray: true, maxResolutionInMP: maxPixels / 1_000_000, maxMemoryUsageInMB: memory } as const;
  const { width, height, data } = decode(file, options);
  return { width, height, data: new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.length) };
}
