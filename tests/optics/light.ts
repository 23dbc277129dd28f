import type { Chance } from './chance.ts';
import type { Picture } from './picture.ts';

/** Light on a picture in addition to the screen's own. */
export interface Light {
  /** Gray of black and of white, 0 to 1: a dim screen or a bright room reduces the difference. */
  readonly black?: number;
  readonly white?: number;
  /** Fraction of the light that is missing on the dark side, 0 to 1. */
  readonly falloff?: number;
  /** Direction of the light, in degrees. */
  readonly from?: number;
}

/** Lights a picture unevenly. */
export function lit({ width, height, data }: Picture, { black = 0, white = 1, falloff = 0, from = 0 }: Light): Picture {
  const right = Math.cos((from * Math.PI) / 180) / width;
  const down = Math.sin((from * Math.PI) / 180) / height;
  const changed = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at++) {
    const place = ((at % width) - width / 2) * right + (Math.floor(at / width) - height / 2) * down;
    const share = 1 - falloff * Math.min(1, Math.max(0, 0.5 - place));
    changed[at] = share * (255 * black + (white - black) * (data[at] as number));
  }
  return { width, height, data: changed };
}

/** Adds the noise of a sensor in low light. @param strength standard deviation, 0 to 1 of the range from black to white */
export function noisy({ width, height, data }: Picture, strength: number, chance: Chance): Picture {
  // Values from a table are many times faster, and their repetition is invisible.
  const grains = Float32Array.from({ length: 4093 }, () => 255 * strength * chance.normal());
  const changed = new Uint8ClampedArray(data.length);
  let at = 0;
  while (at < data.length) {
    const start = chance.below(grains.length);
    const end = Math.min(data.length, at + grains.length - start);
    for (let grain = start; at < end; at++, grain++) changed[at] = (data[at] as number) + (grains[grain] as number);
  }
  return { width, height, data: changed };
}
