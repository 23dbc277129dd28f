import type { Picture } from './picture.ts';

/** Combines two pictures of the same size: the upper rows of one and the lower rows of the other. */
export function rollingShutter(upper: Picture, lower: Picture, row: number): Picture {
  const data = lower.data.slice();
  data.set(upper.data.subarray(0, Math.round(row) * upper.width));
  return { ...lower, data };
}

/** Like `rollingShutter`, but for a camera held upright: the left of one picture and the right of the other. */
export function halfAndHalf(left: Picture, right: Picture, column: number): Picture {
  const data = right.data.slice();
  const { width, height } = right;
  for (let row = 0; row < height; row++) {
    data.set(left.data.subarray(row * width, row * width + Math.round(column)), row * width);
  }
  return { ...right, data };
}

/** Two pictures of the same size in one exposure. @param share of the first, 0 to 1 */
export function blended(one: Picture, other: Picture, share: number): Picture {
  const data = one.data.map((value, at) => share * value + (1 - share) * (other.data[at] as number));
  return { ...one, data };
}
