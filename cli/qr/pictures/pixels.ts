import type { RgbaPicture } from '../../../src/transfer/picture/treatments.ts';

export function isOpaque({ data }: RgbaPicture): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
}

/**
 * Lays a picture on a ground: codes are often drawn on transparent.
 *
 * @param ground 255 for white, 0 for black
 * @returns an opaque copy
 */
export function blended({ width, height, data: transparent }: RgbaPicture, ground: number): RgbaPicture {
  const data = transparent.slice();
  for (let at = 0; at < data.length; at += 4) {
    const opacity = data[at + 3] ?? 255;
    if (opacity === 255) continue;
    for (let channel = at; channel < at + 3; channel++) {
      data[channel] = ((data[channel] ?? 0) * opacity + ground * (255 - opacity)) / 255;
    }
    data[at + 3] = 255;
  }
  return { width, height, data };
}

/** @param times factor for width and height */
export function enlarged({ width, height, data }: RgbaPicture, times: number): RgbaPicture {
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const to = new Uint32Array(width * times * height * times);
  for (let y = 0; y < height * times; y++) {
    const row = Math.floor(y / times) * width;
    for (let x = 0; x < width * times; x++) to[y * width * times + x] = from[row + Math.floor(x / times)] ?? 0;
  }
  return { width: width * times, height: height * times, data: new Uint8ClampedArray(to.buffer) };
}
