import type { ScanView } from '../../activation/scan.ts';

/** Pixels of the camera's picture. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

type Outline = NonNullable<ScanView['outline']>;

/**
 * Places an outline in a drawing whose view box is the camera's picture. Scaled to its middle (`xMidYMid meet`), as the
 * video is (`object-fit: contain`), both lie on each other whatever shape their box has.
 *
 * @returns the `points` of a polygon
 */
export function pointsOf(outline: Outline, { width, height }: Size): string {
  return outline.map(({ x, y }) => `${rounded(x * width)},${rounded(y * height)}`).join(' ');
}

const rounded = (value: number) => Math.round(value * 10) / 10;

/**
 * The four corners that say where to hold the code, as the data of a path: a square in the middle of the picture.
 *
 * @returns view box units
 */
export function cornersIn({ width, height }: Size): string {
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
