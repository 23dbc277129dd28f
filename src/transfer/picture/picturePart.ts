import type { RgbaPicture } from './treatments.ts';

/** Pixels around a picture: a tightly cropped screenshot leaves a code without quiet zone. */
export const margin = 24;

/** A part of a picture, in whole pixels of it. */
export interface PicturePart {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** @returns a copy of the part; the picture itself where that is all of it */
export function cutOut(picture: RgbaPicture, { left, top, width, height }: PicturePart): RgbaPicture {
  if (width === picture.width && height === picture.height) return picture;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    const start = ((top + row) * picture.width + left) * 4;
    data.set(picture.data.subarray(start, start + width * 4), row * width * 4);
  }
  return { width, height, data };
}
