import type { Picture } from './picture.ts';

/** Blurs like a lens that is out of focus. @param radius standard deviation in pixels */
export function blurred(picture: Picture, radius: number): Picture {
  if (radius <= 0) return picture;
  const reach = Math.ceil(radius * 2.5);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * radius ** 2)));
  const across = weights.map((weight, at) => ({ x: at - reach, y: 0, weight }));
  const down = weights.map((weight, at) => ({ x: 0, y: at - reach, weight }));
  return averaged(averaged(picture, across), down);
}

/** Smears like a moving hand. @param x, y distance in pixels */
export function smeared(picture: Picture, x: number, y: number): Picture {
  const steps = Math.max(1, Math.round(Math.hypot(x, y)));
  const taps = Array.from({ length: steps + 1 }, (_, at) => ({
    x: Math.round((x * at) / steps),
    y: Math.round((y * at) / steps),
    weight: 1,
  }));
  return averaged(picture, taps);
}

interface Tap {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

/** The weighted mean of the picture shifted by each tap; edge pixels extend outside. */
function averaged({ width, height, data }: Picture, taps: readonly Tap[]): Picture {
  const total = taps.reduce((sum, { weight }) => sum + weight, 0);
  const sums = new Float32Array(width * height);
  for (const { x, y, weight } of taps) {
    const share = weight / total;
    for (let row = 0; row < height; row++) {
      const from = Math.min(height - 1, Math.max(0, row + y)) * width;
      const to = row * width;
      for (let column = 0; column < width; column++) {
        const source = column + x;
        const inside = source < 0 ? 0 : source >= width ? width - 1 : source;
        sums[to + column] = (sums[to + column] as number) + share * (data[from + inside] as number);
      }
    }
  }
  return { width, height, data: Uint8ClampedArray.from(sums) };
}
