import type { Outline } from '../../activation/detection.ts';

/** Pixels of the camera's picture. */
export interface VideoSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Places an outline in a drawing whose view box is the camera's picture. The drawing (`xMidYMid meet`) and the video
 * (`object-fit: contain`) scale alike, so that they match in a box of any shape.
 *
 * @returns the `points` of a polygon
 */
export function pointsOf(outline: Outline, { width, height }: VideoSize): string {
  return outline.map(({ x, y }) => `${rounded(x * width)},${rounded(y * height)}`).join(' ');
}

const rounded = (value: number) => Math.round(value * 10) / 10;

/**
 * The four corners that show where to hold the code, as path data: a square in the middle of the picture.
 *
 * @returns view box units
 */
export function cornersIn({ width, height }: VideoSize): string {
  const side = Math.min(width, height) * 0.76;
  const arm = side * 0.14;
  const [left, top] = [(width - side) / 2, (height - side) / 2].map(rounded) as [number, number];
  const [right, bottom] = [left + side, top + side].map(rounded) as [number, number];
  return [
    `M${left} ${rounded(top + arm)}V${top}H${rounded(left + arm)}`,
    `M${rounded(right - arm)} ${top}H${right}V${rounded(top + arm)}`,
    `M${right} ${rounded(bottom - arm)}V${bottom}H${rounded(right - arm)}`,
    `M${rounded(left + arm)} ${bottom}H${left}V${rounded(bottom - arm)}`,
  ].join('');
}
