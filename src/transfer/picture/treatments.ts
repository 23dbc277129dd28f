/** A picture in memory, 4 bytes a pixel: red, green, blue, opacity. */
export interface RgbaPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * What else is tried in turn with pictures in which no code was read. `inverted`: for light codes on dark
 * ground. `histogram`: one threshold for the whole picture, for moiré. `sharpened`: enlarged smoothly, for blurred
 * and small codes. `stretched`: for pale ones. `median`: for speckles.
 */
export const treatments = ['inverted', 'histogram', 'sharpened', 'stretched', 'median'] as const;

/** `other`: by another decoder, which takes long, so that it comes last and only for still pictures. */
export type Treatment = 'plain' | (typeof treatments)[number] | 'other';

/** Pixels. Larger pictures are not enlarged: it takes time, and their codes are large enough. */
const mostEnlarged = 3_000_000;

/** @returns the picture to search; the same one where the treatment is only an option of the decoder */
export function treated(picture: RgbaPicture, treatment: Treatment): RgbaPicture {
  switch (treatment) {
    case 'sharpened':
      return asPicture(sharpened(doubled(grayOf(picture))));
    case 'stretched':
      return asPicture(stretched(grayOf(picture)));
    case 'median':
      return asPicture(medianOf(grayOf(picture)));
    default:
      return picture;
  }
}

/** One byte of brightness a pixel. */
interface Gray {
  readonly width: number;
  readonly height: number;
  readonly light: Uint8ClampedArray<ArrayBuffer>;
}

function grayOf({ width, height, data }: RgbaPicture): Gray {
  const light = new Uint8ClampedArray(width * height);
  for (let at = 0, from = 0; at < light.length; at++, from += 4) {
    light[at] = ((data[from] as number) * 77 + (data[from + 1] as number) * 151 + (data[from + 2] as number) * 28) >> 8;
  }
  return { width, height, light };
}

function asPicture({ width, height, light }: Gray): RgbaPicture {
  const pixels = new Uint32Array(width * height);
  // Little-endian, as all of today's browsers are.
  for (let at = 0; at < pixels.length; at++) pixels[at] = 0xff000000 | ((light[at] as number) * 0x010101);
  return { width, height, data: new Uint8ClampedArray(pixels.buffer) };
}

/** Twice as wide and high, by linear interpolation. */
function doubled(gray: Gray): Gray {
  const { width, height, light } = gray;
  if (width * height > mostEnlarged) return gray;
  const [wide, high] = [width * 2, height * 2];
  const to = new Uint8ClampedArray(wide * high);
  for (let y = 0; y < high; y++) {
    const near = (y >> 1) * width;
    const far = Math.min(height - 1, Math.max(0, (y >> 1) + (y & 1 ? 1 : -1))) * width;
    for (let x = 0; x < wide; x++) {
      const one = x >> 1;
      const other = Math.min(width - 1, Math.max(0, one + (x & 1 ? 1 : -1)));
      const nearby = 3 * (light[near + one] as number) + (light[near + other] as number);
      const beyond = 3 * (light[far + one] as number) + (light[far + other] as number);
      to[y * wide + x] = (3 * nearby + beyond + 8) >> 4;
    }
  }
  return { width: wide, height: high, light: to };
}

/** Pixels on each side over which the blur is computed that is subtracted. */
const radius = 2;
const strength = 2;

/** Subtracts a part of the blurred picture (unsharp mask). */
function sharpened({ width, height, light }: Gray): Gray {
  const soft = blurredAlong(blurredAlong(light, width, height, 1, width), height, width, width, 1);
  const sharp = light.map((value, at) => value + strength * (value - (soft[at] as number)));
  return { width, height, light: sharp };
}

/** Mean of a line's neighbors, as a running sum. @param step from one pixel of a line to the next @param next from line to line */
function blurredAlong(
  light: Uint8ClampedArray,
  length: number,
  lines: number,
  step: number,
  next: number,
): Uint8ClampedArray {
  const to = new Uint8ClampedArray(light.length);
  const count = 2 * radius + 1;
  for (let line = 0; line < lines; line++) {
    const start = line * next;
    const at = (place: number) => light[start + Math.min(length - 1, Math.max(0, place)) * step] as number;
    let sum = 0;
    for (let place = -radius; place <= radius; place++) sum += at(place);
    for (let place = 0; place < length; place++) {
      to[start + place * step] = sum / count;
      sum += at(place + radius + 1) - at(place - radius);
    }
  }
  return to;
}

/** Share of the darkest and of the lightest pixels that become black and white. */
const clipped = 0.02;

function stretched({ width, height, light }: Gray): Gray {
  const counts = new Uint32Array(256);
  for (const value of light) counts[value] = (counts[value] as number) + 1;
  const limit = clipped * light.length;
  const reach = (levels: readonly number[]) => {
    let sum = 0;
    for (const level of levels) {
      sum += counts[level] as number;
      if (sum > limit) return level;
    }
    return 0;
  };
  const levels = Array.from(counts.keys());
  const [black, white] = [reach(levels), reach([...levels].reverse())];
  const factor = 255 / Math.max(1, white - black);
  return { width, height, light: light.map((value) => (value - black) * factor) };
}

/** Medians of three in rows, then in columns: nearly the median of nine, several times faster. The edge stays. */
function medianOf({ width, height, light }: Gray): Gray {
  const across = light.slice();
  for (let at = 1; at < light.length - 1; at++) across[at] = middle(light, at - 1, at, at + 1);
  const to = across.slice();
  for (let at = width; at < light.length - width; at++) to[at] = middle(across, at - width, at, at + width);
  return { width, height, light: to };
}

function middle(values: Uint8ClampedArray, first: number, second: number, third: number): number {
  const [a, b, c] = [values[first] as number, values[second] as number, values[third] as number];
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
