import type { Outline, Point } from '../../activation/detection.ts';
import type { PicturePart } from '../../transfer/picture/picturePart.ts';

/** Width and height in pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** Margin on each side as a share of the code: its quiet zone, and movement until the next frame. */
const margin = 0.25;
/** A region with a larger share of the picture saves too little to be searched first. */
const worthwhile = 0.7;

/**
 * @param outlines of the codes in the frame before
 * @returns where to search first; null for the whole picture
 */
export function regionAround(outlines: readonly Outline[], { width, height }: PixelSize): PicturePart | null {
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

/** Converts fractions of a region into fractions of the whole picture. */
export function ontoPicture(outline: Outline, region: PicturePart, { width, height }: PixelSize): Outline {
  const place = ({ x, y }: Point): Point => ({
    x: (region.left + x * region.width) / width,
    y: (region.top + y * region.height) / height,
  });
  const [first, second, third, fourth] = outline;
  return [place(first), place(second), place(third), place(fourth)];
}

/** @returns whether the centers of two codes are closer than half of one, like those of one code in successive frames */
export function inSamePlace(one: Outline, other: Outline): boolean {
  return (['x', 'y'] as const).every((axis) => {
    const extentOf = (outline: Outline) => extent(outline.map((corner) => corner[axis]));
    const [here, there] = [extentOf(one), extentOf(other)];
    const distance = here.from + here.length / 2 - (there.from + there.length / 2);
    return Math.abs(distance) < Math.max(here.length, there.length) / 2;
  });
}

interface Extent {
  readonly from: number;
  readonly length: number;
}

function extent(values: readonly number[]): Extent {
  const from = Math.min(...values);
  return { from, length: Math.max(...values) - from };
}

function clamp(value: number, highest: number): number {
  return Math.min(Math.max(value, 0), highest);
}
