import { GifWriter } from 'omggif';
import { type Code, quietZone } from '../../../src/transfer/code.ts';
import { isDarkAt } from './module.ts';

const white = 0;
const black = 1;
const palette = [0xffffff, 0x000000];
/** GIF measures time in hundredths of a second. */
const ticksASecond = 100;
/** More than a frame needs, in bytes: 12 bits a pixel, and headers. */
const roomFor = (pixels: number) => 2 * pixels + 4096;

/**
 * Draws codes as an endless animation (GIF89a). Codes of different sizes are centered.
 *
 * @param codes at least one
 * @param scale pixels a module
 * @param pace codes a second
 */
export function gifOf(codes: readonly Code[], scale: number, pace: number): Uint8Array {
  const modules = Math.max(...codes.map(({ size }) => size)) + 2 * quietZone;
  const side = modules * scale;
  const room = new Uint8Array(roomFor(side * side));
  const writer = new GifWriter(room, side, side, { palette, ...(codes.length > 1 && { loop: 0 }) });
  const delay = Math.round(ticksASecond / pace);
  const parts: Uint8Array[] = [];
  // The writer does not check for space in its buffer, so the buffer is emptied after each frame.
  const flush = () => {
    parts.push(room.slice(0, writer.getOutputBufferPosition()));
    writer.setOutputBufferPosition(0);
  };
  for (const code of codes) {
    const pixels = indexedPixels(code, scale, side);
    // The writer's types require an array of numbers, but it only reads by index.
    writer.addFrame(0, 0, side, side, pixels as unknown as number[], { delay });
    flush();
  }
  writer.end();
  flush();
  return Buffer.concat(parts);
}

function indexedPixels(code: Code, scale: number, side: number): Uint8Array {
  const margin = Math.floor((side / scale - code.size) / 2);
  const pixels = new Uint8Array(side * side).fill(white);
  for (let y = 0; y < side; y++) {
    const row = Math.floor(y / scale) - margin;
    for (let x = 0; x < side; x++) {
      if (isDarkAt(code, row, Math.floor(x / scale) - margin)) pixels[y * side + x] = black;
    }
  }
  return pixels;
}
