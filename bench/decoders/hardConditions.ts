import { asJpeg } from '../../tests/optics/jpeg.ts';
import { blurred, smeared } from '../../tests/optics/lens.ts';
import { lit, noisy } from '../../tests/optics/light.ts';
import type { Condition } from './conditions.ts';
import { banded, bent, bloomed, flipped, glaring, inverted, scratched, shaded, speckled } from './spoiling.ts';

/** Conditions under which decoders fail as they come: what a still picture may look like. */
export const hardConditions: readonly Condition[] = [
  // Small enough to stay in the picture: nobody reads a code whose corner is cut off.
  { name: 'rotated', pose: (chance) => ({ turn: chance.between(0, 360), side: 440 }) },
  { name: 'mirrored', spoil: flipped },
  { name: 'strong perspective', pose: (chance) => ({ tilt: { x: chance.of([-45, 45]), y: chance.between(-20, 20) } }) },
  { name: 'curved paper', spoil: (picture, chance) => bent(picture, chance.between(380, 480)) },
  { name: 'strong blur', pose: (_, modules) => ({ side: 5 * modules }), blur: 2.6 },
  { name: 'small and blurred', pose: (_, modules) => ({ side: 2.5 * modules }), blur: 1.2 },
  { name: 'very small', pose: (_, modules) => ({ side: 1.6 * modules }), blur: 0.3 },
  { name: 'densest code, small', versions: [30, 40], pose: (_, modules) => ({ side: 2.5 * modules }), blur: 0.7 },
  { name: 'strong motion', pose: (_, modules) => ({ side: 5 * modules }), spoil: (picture) => smeared(picture, 6, 3) },
  { name: 'strong noise', spoil: (picture, chance) => noisy(picture, 0.3, chance) },
  { name: 'speckles', spoil: (picture, chance) => speckled(picture, 0.08, chance) },
  { name: 'glare', spoil: glaring },
  { name: 'reflection line', spoil: scratched },
  { name: 'edge of a shadow', spoil: shaded },
  { name: 'flickering lamp', spoil: banded },
  { name: 'overexposed', pose: (_, modules) => ({ side: 5 * modules }), spoil: bloomed },
  { name: 'dark up to the code', covered: 3 },
  { name: 'inverted', spoil: inverted },
  { name: 'inverted, very small', pose: (_, modules) => ({ side: 1.6 * modules }), blur: 0.3, spoil: inverted },
  {
    name: 'colored',
    colors: [
      [200, 40, 30],
      [250, 210, 60],
    ],
  },
  { name: 'very low contrast', spoil: (picture) => lit(picture, { black: 0.47, white: 0.53 }) },
  { name: 'dark', spoil: (picture) => lit(picture, { black: 0.02, white: 0.09 }) },
  { name: 'moiré', grid: { perModule: 4, depth: 0.8 } },
  { name: 'JPEG of low quality', spoil: (picture) => asJpeg(blurred(picture, 0.8), 8) },
];
