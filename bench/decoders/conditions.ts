import { type Code, quietZone } from '../../src/transfer/code.ts';
import { createSender, type Sender } from '../../src/transfer/sender.ts';
import { photograph, type Screen, screenOf, type View } from '../../tests/optics/camera.ts';
import type { Chance } from '../../tests/optics/chance.ts';
import { asJpeg } from '../../tests/optics/jpeg.ts';
import { blurred, smeared } from '../../tests/optics/lens.ts';
import { lit, noisy } from '../../tests/optics/light.ts';
import type { Picture } from '../../tests/optics/picture.ts';
import { type Corners, cornersOf, type Pose } from '../../tests/optics/projection.ts';
import { rollingShutter } from '../../tests/optics/shutter.ts';
import { pageUrl } from '../peers/keyferry.ts';

/** A camera picture and its content. */
export interface Shot {
  readonly picture: Picture;
  /** One entry per code that is at least partly visible. */
  readonly texts: readonly string[];
  /** Position of the code with its quiet zone, in pixels. */
  readonly corners: Corners;
}

/** Properties that make a picture hard to read. */
export interface Condition {
  readonly name: string;
  /** Modules of the version, with the quiet zone. */
  pose?(chance: Chance, modules: number): Partial<Pose>;
  readonly grid?: NonNullable<View['grid']>;
  /** Standard deviation of the lens's blur, in pixels. */
  readonly blur?: number;
  /** Changes the sharp picture of one or two codes. */
  spoil?(picture: Picture, chance: Chance): Picture;
  readonly twoCodes?: true;
  /** How many of the four modules of the quiet zone are black, like everything around. */
  readonly covered?: number;
  /** Versions of the codes, where the table's own would not be hard. */
  readonly versions?: readonly Version[];
  /** What dark and light modules are printed in: red, green and blue. Black and white without. */
  readonly colors?: readonly [dark: Color, light: Color];
}

type Color = readonly [red: number, green: number, blue: number];

export const conditions: readonly Condition[] = [
  { name: 'straight' },
  { name: 'perspective', pose: (chance) => ({ tilt: { x: chance.of([-28, 28]), y: chance.between(-12, 12) } }) },
  { name: 'out of focus', blur: 1.6 },
  { name: 'noise', spoil: (picture, chance) => noisy(picture, 0.12, chance) },
  { name: 'uneven light', spoil: (picture, chance) => lit(picture, { falloff: 0.8, from: chance.between(0, 360) }) },
  { name: 'moiré', grid: { perModule: 4, depth: 0.7 } },
  { name: 'rolling shutter', twoCodes: true },
  {
    name: 'moving hand',
    spoil: (picture, chance) => smeared(picture, chance.of([-1, 1]) * chance.between(2, 4), chance.between(-3, 3)),
  },
  { name: 'low contrast', spoil: (picture) => lit(picture, { black: 0.42, white: 0.58 }) },
  { name: 'small', pose: (_, modules) => ({ side: 2.2 * modules }) },
  { name: 'JPEG', spoil: (picture) => asJpeg(picture, 25) },
];

export const versions = [10, 15, 25, 30] as const;
const densityAt = { 10: 1, 15: 2, 25: 5, 30: 7, 40: 12 };
type Version = keyof typeof densityAt;
const [width, height] = [1280, 720];

/** @returns pictures of a version under a condition, each with a different code and position */
export function shotsOf(condition: Condition, version: Version, count: number, chance: Chance): Shot[] {
  const density = densityAt[version];
  const sender = createSender({ kind: 'file', bytes: chance.bytes(20_000) }, pageUrl, density);
  return Array.from({ length: count }, (_, at) => {
    const codes = [codeIn(sender, density, version, 2 * at), codeIn(sender, density, version, 2 * at + 1)] as const;
    return shoot(condition, codes, chance);
  });
}

function codeIn(sender: Sender, density: number, version: number, place: number): Code {
  const code = sender.code(place * density, density);
  if (code.version !== version) throw new Error(`${density} symbols make version ${code.version}`);
  return code;
}

function shoot(condition: Condition, [code, next]: readonly [Code, Code], chance: Chance): Shot {
  const corners = cornersOf({
    center: { x: width / 2 + chance.between(-60, 60), y: height / 2 + chance.between(-15, 15) },
    side: chance.between(560, 640),
    turn: chance.between(-5, 5),
    tilt: { x: chance.between(-6, 6), y: chance.between(-6, 6) },
    ...condition.pose?.(chance, code.size + 2 * quietZone),
  });
  const { grid, covered = 0 } = condition;
  const view = { width, height, corners, ...(grid && { grid }), ...(covered > 0 && { surround: 0 }) };
  const seen = (shown: Code) => blurred(photograph(framed(screenOf(shown), covered), view), condition.blur ?? 0.6);
  const sharp = condition.twoCodes ? rollingShutter(seen(code), seen(next), chance.below(height)) : seen(code);
  const picture = noisy(condition.spoil?.(sharp, chance) ?? sharp, 0.02, chance);
  return { picture, texts: condition.twoCodes ? [code.text, next.text] : [code.text], corners };
}

/** @param covered modules on each side that are black */
function framed({ side, light }: Screen, covered: number): Screen {
  const isCovered = (place: number) => place < covered || place >= side - covered;
  return {
    side,
    light: light.map((value, at) => (isCovered(at % side) || isCovered(Math.floor(at / side)) ? 0 : value)),
  };
}
