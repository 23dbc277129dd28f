import { PNG } from 'pngjs';
import type { RgbaPicture } from '../../../../src/transfer/picture/treatments.ts';

/** @throws Error of the reader for a damaged file */
export function pngPixels(file: Uint8Array): RgbaPicture {
  const { width, height, data } = PNG.sync.read(Buffer.from(file));
  return { width, height, data: Uint8ClampedArray.from(data) };
}
