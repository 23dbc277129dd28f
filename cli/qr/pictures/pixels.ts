import { margin } from '../../../src/transfer/picture/picturePart.ts';
import type { RgbaPicture } from '../../../src/transfer/picture/treatments.ts';

/**
 * Lays a picture on a larger ground: codes are often drawn on transparent.
 *
 * @returns an opaque copy
 */
export function framed(picture: RgbaPicture, ground: 'white' | 'black'): RgbaPicture {
  const light = ground === 'white' ? 255 : 0;
  const [width, height] = [picture.width + 2 * margin, picture.height + 2 * margin];
  const words = new Uint32Array(width * height).fill(light === 255 ? 0xffffffff : 0xff000000);
  const { data } = laidOn(picture, light);
  const from = new Uint32Array(data.buffer);
  for (let row = 0; row < picture.height; row++) {
    words.set(from.subarray(row * picture.width, (row + 1) * picture.width), (row + margin) * width + margin);
  }
  return { width, height, data: new Uint8ClampedArray(words.buffer) };
}

/**
 * @param light of the ground, 0 to 255
 * @returns an opaque copy
 */
export function laidOn({ width, height, data: transparent }: RgbaPicture, light: number): RgbaPicture {
  const data = transparent.slice();
  for (let at = 0; at < data.length; at += 4) {
    const opacity = data[at + 3] ?? 255;
    if (opacity === 255) continue;
    for (let channel = at; channel < at + 3; channel++) {
      data[channel] = ((data[channel] ?? 0) * opacity + light * (255 - opacity)) / 255;
    }
    data[at + 3] = 255;
  }
  return { width, height, data };
}

/** Makes each pixel the mean of a square of pixels. @param scale at most 1; the square's side is the whole number next to its inverse */
export function reduced(picture: RgbaPicture, scale: number): RgbaPicture {
  const side = Math.round(1 / scale);
  if (side <= 1) return picture;
  const [width, height] = [Math.floor(picture.width / side), Math.floor(picture.height / side)];
  const data = new Uint8ClampedArray(width * height * 4);
  const row = new Uint32Array(width * 4);
  for (let y = 0; y < height; y++) {
    row.fill(0);
    for (let line = y * side; line < (y + 1) * side; line++) {
      for (let at = 0; at < width * side * 4; at++) {
        const to = Math.floor(at / (4 * side)) * 4 + (at & 3);
        row[to] = (row[to] as number) + (picture.data[line * picture.width * 4 + at] as number);
      }
    }
    for (let at = 0; at < row.length; at++) data[y * row.length + at] = (row[at] as number) / side ** 2;
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
