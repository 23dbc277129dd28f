import type { Chance } from '../../tests/optics/chance.ts';
import { asJpeg } from '../../tests/optics/jpeg.ts';
import { blurred } from '../../tests/optics/lens.ts';
import { lit, noisy } from '../../tests/optics/light.ts';
import type { Picture } from '../../tests/optics/picture.ts';
import type { Condition } from './conditions.ts';

/** Conditions under which decoders fail as they come: what a still picture may look like. */
export const hardConditions: readonly Condition[] = [
  { name: 'rotated', pose: (chance) => ({ turn: chance.between(0, 360) }) },
  { name: 'strong perspective', pose: (chance) => ({ tilt: { x: chance.of([-45, 45]), y: chance.between(-20, 20) } }) },
  { name: 'strong blur', pose: (_, modules) => ({ side: 5 * modules }), blur: 2.6 },
  { name: 'small and blurred', pose: (_, modules) => ({ side: 2.5 * modules }), blur: 1.2 },
  { name: 'very small', pose: (_, modules) => ({ side: 1.6 * modules }), blur: 0.3 },
  { name: 'strong noise', spoil: (picture, chance) => noisy(picture, 0.3, chance) },
  { name: 'speckles', spoil: (picture, chance) => speckled(picture, 0.08, chance) },
  { name: 'glare', spoil: (picture, chance) => glaring(picture, chance) },
  { name: 'inverted', spoil: inverted },
  { name: 'very low contrast', spoil: (picture) => lit(picture, { black: 0.47, white: 0.53 }) },
  { name: 'dark', spoil: (picture) => lit(picture, { black: 0.02, white: 0.09 }) },
  { name: 'moiré', grid: { perModule: 4, depth: 0.8 } },
  { name: 'JPEG of low quality', spoil: (picture) => asJpeg(blurred(picture, 0.8), 8) },
];

function inverted(picture: Picture): Picture {
  return { ...picture, data: picture.data.map((value) => 255 - value) };
}

/** @param share of the pixels that become black or white */
function speckled(picture: Picture, share: number, chance: Chance): Picture {
  return {
    ...picture,
    data: picture.data.map((value) => (chance.unit() < share ? chance.of([0, 255]) : value)),
  };
}

/** A lamp's reflection, which adds light around a spot. */
function glaring({ width, height, data }: Picture, chance: Chance): Picture {
  const [left, top] = [width * chance.between(0.35, 0.65), height * chance.between(0.3, 0.7)];
  const size = chance.between(120, 200);
  return {
    width,
    height,
    data: data.map((value, at) => {
      const far = ((at % width) - left) ** 2 + (Math.floor(at / width) - top) ** 2;
      return 0.75 * value + 170 * Math.exp(-far / (2 * size ** 2));
    }),
  };
}
