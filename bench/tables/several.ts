import { gridOf } from '../../src/activation/transfer/grid.ts';
import { createEngine, type DecoderEngine } from '../../src/device/decoder/decoderEngine.ts';
import type { PixelSize } from '../../src/device/decoder/region.ts';
import type { Code } from '../../src/transfer/code.ts';
import { createSender } from '../../src/transfer/sender.ts';
import { photograph, screenOf } from '../../tests/optics/camera.ts';
import { type Chance, chanceFrom } from '../../tests/optics/chance.ts';
import { blurred } from '../../tests/optics/lens.ts';
import { lit, noisy } from '../../tests/optics/light.ts';
import { canvasPixels, type Picture } from '../../tests/optics/picture.ts';
import { cornersOf } from '../../tests/optics/projection.ts';
import { zxingBytes } from '../../tests/transfer/picture.ts';
import type { Extent } from '../extent.ts';
import { pageUrl } from '../peers/keyferry.ts';
import { percent, quantile, ratio, sayTable, sayTitle, sayWorking } from '../print.ts';

/** Symbols in a code, and codes at once: the default, the densest single code, and the two that are shown in a hurry. */
const shown = [
  { density: 5, atOnce: 1 },
  { density: 7, atOnce: 1 },
  { density: 3, atOnce: 4 },
  { density: 5, atOnce: 4 },
] as const;
type Shown = (typeof shown)[number];
const sizes = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
] as const;
/** Standard deviations, in thousandths of the picture's height: 0.7 to 1.3 pixels of 720. */
const blurs = [0.97, 1.39, 1.81];
/** Share of the picture's height that the codes fill. */
const fill = 0.86;

interface Reading {
  readonly version: number;
  /** Share of the codes that was read, for each blur. */
  readonly shares: readonly number[];
  /** Median of all pictures, in microseconds of processor time. */
  readonly time: number;
}

/** Prints how many of the codes in a picture are read, one or several at once, by cameras of two sizes, and how long it takes. */
export async function measureSeveral({ quick }: Extent): Promise<void> {
  sayTitle('Codes read, of those in a picture, and processor time as ratio to the first row’s');
  const engine = await createEngine(await zxingBytes());
  const rows: string[][] = [];
  let first: number | null = null;
  for (const size of sizes) {
    for (const what of shown) {
      sayWorking(`several: ${what.atOnce} codes of ${what.density} symbols at ${size.height} lines`);
      const { version, shares, time } = await read(engine, what, size, quick ? 2 : 6);
      first ??= time;
      const numbers = [String(version), String(what.atOnce), ...shares.map(percent), ratio(time / first)];
      rows.push([`${size.width} x ${size.height}`, ...numbers]);
    }
  }
  sayWorking('');
  sayTable([['picture', 'version', 'at once', ...blurs.map((blur) => `blur ${blur} ‰`), 'time'], ...rows]);
}

async function read(engine: DecoderEngine, what: Shown, size: PixelSize, pictures: number): Promise<Reading> {
  const { density, atOnce } = what;
  const sender = createSender({ kind: 'file', bytes: chanceFrom(density).bytes(100_000) }, pageUrl);
  const chance = chanceFrom(density * 10 + atOnce);
  const codesOf = (picture: number) =>
    Array.from({ length: atOnce }, (_, at) => sender.code((picture * atOnce + at) * density, density));
  const times: number[] = [];
  const shares: number[] = [];
  for (const blur of blurs) {
    let found = 0;
    for (let picture = 0; picture < pictures; picture++) {
      const codes = codesOf(picture);
      const pixels = canvasPixels(photographOf(codes, size, (blur * size.height) / 1000, chance));
      const before = process.cpuUsage();
      const texts = new Set(await engine.decode(pixels, 'live'));
      const { user, system } = process.cpuUsage(before);
      times.push(user + system);
      found += codes.filter(({ text }) => texts.has(text)).length;
    }
    shares.push(found / (pictures * atOnce));
  }
  return { version: codesOf(0)[0]?.version ?? 0, shares, time: quantile(times, 0.5) };
}

/** @param blur in pixels */
function photographOf(codes: readonly Code[], size: PixelSize, blur: number, chance: Chance): Picture {
  const corners = cornersOf({
    center: { x: size.width / 2 + chance.between(-4, 4), y: size.height / 2 + chance.between(-4, 4) },
    side: fill * size.height,
    turn: 2 + chance.between(-0.5, 0.5),
    tilt: { x: 9, y: -5 },
  });
  const seen = blurred(photograph(screenOf(gridOf(codes)), { ...size, corners }), blur);
  return noisy(lit(seen, { black: 0.08, white: 0.9, falloff: 0.2, from: 50 }), 0.02, chance);
}
