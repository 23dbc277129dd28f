import type { Outline, Point } from '../../activation/detection.ts';

/** Width and height in pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** A part of a picture, in whole pixels of it. */
export interface Region extends PixelSize {
  readonly left: number;
  readonly top: number;
}

/** Around a code, of its own size, on each side: its quiet zone, and where a hand moves it until the next frame. */
const margin = 0.25;
/** A region with more of the picture than this saves too little to be looked at first. */
const worthwhile = 0.7;

/**
 * @param outlines of the codes that were there in the frame before
 * @returns where to look for them now; null when that is nowhere in particular, or almost everywhere
 */
export function regionAround(outlines: readonly Outline[], { width, height }: PixelSize): Region | null {
  if (outlines.length === 0) return null;
  const corners = outlines.flat();
  const across = extent(corners.map(({ x }) => x * width));
  const down = extent(corners.map(({ y }) => y * height));
  const room = margin * Math.max(across.length, down.length);
  const left = clamp(Math.floor(across.from - room), width);
  const top = clamp(Math.floor(down.from - room), height);
  const region = {
    left,
    top,
    width: clamp(Math.ceil(across.from + across.length + room), width) - left,
    height: clamp(Math.ceil(down.from + down.length + room), height) - top,
  };
  const share = (region.width * region.height) / (width * height);
  return share > 0 && share <= worthwhile ? region : null;
}

/** Turns fractions of a region into fractions of the picture that it is a part of. */
export function ontoPicture(outline: Outline, region: Region, { width, height }: PixelSize): Outline {
  const place = ({ x, y }: Point): Point => ({
    x: (region.left + x * region.width) / width,
    y: (region.top + y * region.height) / height,
  });
  const [first, second, third, fourth] = outline;
  return [place(first), place(second), place(third), place(fourth)];
}

function extent(values: readonly number[]): { from: number; length: number } {
  const from = Math.min(...values);
  return { from, length: Math.max(...values) - from };
}

function clamp(value: number, highest: number): number {
  return Math.min(Math.max(value, 0), highest);
}
