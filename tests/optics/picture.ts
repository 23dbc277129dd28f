import type { RgbaPicture } from '../../src/transfer/picture/treatments.ts';

/** A gray picture, one byte per pixel, row by row; 0 is black. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** @returns the picture in a canvas's format: 4 bytes per pixel, opaque */
export function canvasPixels({ width, height, data }: Picture): RgbaPicture {
  const pixels = new Uint8ClampedArray(width * height * 4);
  const words = new Uint32Array(pixels.buffer);
  // Works in both byte orders: the alpha byte is set separately.
  for (let at = 0; at < data.length; at++) words[at] = (data[at] ?? 0) * 0x01010101;
  for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255;
  return { width, height, data: pixels };
}
