import { type Code, quietZone } from '../../src/transfer/code.ts';
import type { Picture } from './picture.ts';
import { type Corners, type Projection, projectionFrom } from './projection.ts';

/** A screen: a code with its quiet zone. */
export interface Screen {
  /** Modules on each side, including the quiet zone. */
  readonly side: number;
  /** Light of each module, row by row, 0 dark and 1 white. */
  readonly light: Uint8Array;
}

/** Position of the camera relative to the screen. */
export interface View {
  /** Size of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Corners of the screen in the picture, including the quiet zone. */
  readonly corners: Corners;
  /** Light around the screen, 0 to 1. */
  readonly surround?: number;
  /** The number of rays per pixel is the square of this. */
  readonly rays?: number;
  /** Makes the monitor's own pixels visible, which causes moiré. */
  readonly grid?: {
    /** Monitor pixels on each side of a module. */
    readonly perModule: number;
    /** How much darker the gaps between pixels are, 0 to 1. */
    readonly depth: number;
  };
}

/** Fraction of a monitor pixel that is gap. */
const gap = 0.25;

export function screenOf(code: Pick<Code, 'size' | 'isDark'>): Screen {
  const side = code.size + 2 * quietZone;
  const light = new Uint8Array(side * side).fill(1);
  for (let row = 0; row < code.size; row++) {
    for (let column = 0; column < code.size; column++) {
      if (code.isDark(row, column)) light[(row + quietZone) * side + column + quietZone] = 0;
    }
  }
  return { side, light };
}

/** Photographs a screen: each pixel is the mean of its rays. Without lens, noise or uneven light. */
export function photograph(screen: Screen, view: View): Picture {
  const { width, height, rays = 2, surround = 0.45 } = view;
  const data = new Uint8ClampedArray(width * height).fill(255 * surround);
  const { left, top, right, bottom } = boundsOf(view);
  const sums = new Float64Array(right - left);
  const projection = projectionFrom(view.corners);
  for (let y = top; y < bottom; y++) {
    sums.fill(0);
    for (let ray = 0.5; ray < rays; ray++) addRow(sums, screen, view, { projection, left, y: y + ray / rays });
    for (const [at, sum] of sums.entries()) data[y * width + left + at] = (255 * sum) / rays ** 2;
  }
  return { width, height, data };
}

interface RowOfRays {
  readonly projection: Projection;
  /** Position in the picture where the rays begin, in pixels. */
  readonly left: number;
  readonly y: number;
}

/** Adds the light of a row of rays, `rays` per pixel. A flat loop, because all the time is spent here. */
function addRow(sums: Float64Array, { side, light }: Screen, view: View, start: RowOfRays): void {
  const { projection, left, y } = start;
  const [a, b, c, d, e, f, g, h] = projection;
  const { rays = 2, surround = 0.45, grid } = view;
  const dark = grid ? 1 - grid.depth : 1;
  const perModule = grid?.perModule ?? 0;
  for (let at = 0; at < sums.length * rays; at++) {
    const x = left + (at + 0.5) / rays;
    const scale = side / (g * x + h * y + 1);
    const column = (a * x + b * y + c) * scale;
    const row = (d * x + e * y + f) * scale;
    const pixel = (at / rays) | 0;
    if (!(column >= 0 && row >= 0 && column < side && row < side)) {
      sums[pixel] = (sums[pixel] as number) + surround;
      continue;
    }
    // Both are positive, so truncating rounds down.
    let got = light[(row | 0) * side + (column | 0)] as number;
    if (grid) {
      const [across, down] = [column * perModule, row * perModule];
      if (across - (across | 0) < gap || down - (down | 0) < gap) got *= dark;
    }
    sums[pixel] = (sums[pixel] as number) + got;
  }
}

function boundsOf({ width, height, corners }: View): { left: number; top: number; right: number; bottom: number } {
  const across = corners.map(({ x }) => x);
  const down = corners.map(({ y }) => y);
  return {
    left: Math.max(0, Math.floor(Math.min(...across))),
    top: Math.max(0, Math.floor(Math.min(...down))),
    right: Math.min(width, Math.ceil(Math.max(...across))),
    bottom: Math.min(height, Math.ceil(Math.max(...down))),
  };
}
