import jsQR from 'jsqr';
import { PNG } from 'pngjs';

/** @param picture PNG @returns what a camera app reads in it */
export async function readCode(picture: Uint8Array): Promise<string> {
  const { data, width, height } = PNG.sync.read(Buffer.from(picture));
  const found = jsQR(Uint8ClampedArray.from(data), width, height);
  if (!found) throw new Error('there is no code in this picture');
  return found.data;
}
