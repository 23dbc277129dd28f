/** A picture in memory, 4 bytes a pixel: red, green, blue, opacity. */
export interface RgbaPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * What else is tried in turn with pictures in which no code was read. `histogram`: one threshold for the whole picture, for
 * moiré. `sharpened`: enlarged smoothly, for blurred and small codes. `softened`: for pale, noisy and speckled ones.
 */
export const treatments = ['histogram', 'sharpened', 'softened'] as const;

/** `other`: by another decoder, which takes long, so that it comes last and only for still pictures. */
export type Treatment = 'plain' | (typeof treatments)[number] | 'other';

/** Pixels. Larger pictures are not enlarged: it takes time, and their codes are large enough. */
const mostEnlarged = 3_000_000;

/** @returns the picture to search; the same one where the treatment is only an option of the decoder */
export function treated(picture: RgbaPicture, treatment: Treatment): RgbaPicture {
  switch (treatment) {
    case 'sharpened':
      return asPicture(sharpened(doubled(grayOf(picture))));
    case 'softened':
      return asPicture(stretched(blurred(grayOf(picture), 1)));
    default:
      return picture;
  }
}

/** @returns a copy with light and dark exchanged */
export function inverted({ width, height, data }: RgbaPicture): RgbaPicture {
  const pixels = new Uint32Array(data.slice().buffer);
  // Little-endian: the opacity is the highest byte.
  for (let at = 0; at < pixels.length; at++) pixels[at] = (pixels[at] as number) ^ 0x00ffffff;
  return { width, height, data: new Uint8ClampedArray(pixels.buffer) };
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

/** Pixels on each side over which the blur is computed that is subtracted: as far as a code's modules reach. */
const reach = 4;
const strength = 4;

/** Subtracts a part of the blurred picture (unsharp mask). */
function sharpened(gray: Gray): Gray {
  const { light: soft } = blurred(gray, reach);
  return { ...gray, light: gray.light.map((value, at) => value + strength * (value - (soft[at] as number))) };
}

/** The mean of each pixel's neighborhood. @param radius pixels on each side */
function blurred({ width, height, light }: Gray, radius: number): Gray {
  const across = blurredAlong(light, radius, { length: width, lines: height, step: 1, next: width });
  return { width, height, light: blurredAlong(across, radius, { length: height, lines: width, step: width, next: 1 }) };
}

interface Lines {
  /** Pixels in a line. */
  readonly length: number;
  readonly lines: number;
  /** From one pixel of a line to the next. */
  readonly step: number;
  /** From line to line. */
  readonly next: number;
}

/** Mean of a line's neighbors, as a running sum. */
function blurredAlong(light: Gray['light'], radius: number, { length, lines, step, next }: Lines): Gray['light'] {
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
  const end = (levels: readonly number[]) => {
    let sum = 0;
    for (const level of levels) {
      sum += counts[level] as number;
      if (sum > limit) return level;
    }
    return 0;
  };
  const levels = Array.from(counts.keys());
  const [black, white] = [end(levels), end([...levels].reverse())];
  const factor = 255 / Math.max(1, white - black);
  return { width, height, light: light.map((value) => (value - black) * factor) };
}
