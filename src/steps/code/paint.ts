import { type Modules, quietZone } from '../../activation/transfer/codes.ts';

/** Opaque, with the bytes of a pixel in either order. */
const white = 0xffffffff;
const black = new Uint32Array(new Uint8Array([0, 0, 0, 255]).buffer)[0] ?? 0;

/** Draws a code, or several as one, with its quiet zone in one operation, one pixel a module: nothing flashes between two codes. */
export function paint(canvas: HTMLCanvasElement, code: Modules): void {
  const side = code.size + 2 * quietZone;
  if (canvas.width !== side) canvas.width = canvas.height = side;
  canvas.getContext('2d', { alpha: false })?.putImageData(new ImageData(pixelsOf(code), side, side), 0, 0);
}

/** @returns RGBA, row by row */
export function pixelsOf(code: Modules): Uint8ClampedArray<ArrayBuffer> {
  const side = code.size + 2 * quietZone;
  const pixels = new Uint32Array(side * side).fill(white);
  for (let row = 0; row < code.size; row++) {
    const start = (row + quietZone) * side + quietZone;
    for (let column = 0; column < code.size; column++) {
      if (code.isDark(row, column)) pixels[start + column] = black;
    }
  }
  return new Uint8ClampedArray(pixels.buffer);
}
