import jsqr from 'jsqr';
import { type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { createEngine } from '../../src/device/decoder/decoderEngine.ts';
import { type RgbaPicture, type Treatment, treatments } from '../../src/transfer/picture/treatments.ts';
import { chanceFrom } from '../../tests/optics/chance.ts';
import { canvasPixels } from '../../tests/optics/picture.ts';
import { zxingBytes } from '../../tests/transfer/picture.ts';
import { type Condition, type Shot, shotsOf } from '../decoders/conditions.ts';
import { hardConditions } from '../decoders/hardConditions.ts';
import type { Extent } from '../extent.ts';
import { percent, say, sayTable, sayTitle, sayWorking } from '../print.ts';

type Read = (pixels: RgbaPicture) => Promise<readonly string[]>;

/** As tuned for speed in comparisons of decoders. */
const tuned: ReaderOptions = {
  ...{ formats: ['QRCode'], tryHarder: true, tryRotate: false, tryInvert: false, tryDownscale: true },
  maxNumberOfSymbols: 1,
};
const versions = [10, 25] as const;
/** How many of the readers are Keyferry's; they come first. */
const ours = 3;

interface Count {
  read: number;
  wrong: number;
}

/** Prints how many hard pictures each decoder reads, and what the first look, six looks and all looks of the page do. */
export async function measureHardPictures(extent: Extent): Promise<void> {
  sayTitle('Hard pictures in which the code was read');
  const readers = await startReaders();
  const rows: { readonly name: string; readonly pictures: number; readonly counts: readonly Count[] }[] = [];
  for (const [at, condition] of hardConditions.entries()) {
    sayWorking(`decode: ${condition.name}`);
    const shots = (condition.versions ?? versions).flatMap((version) =>
      shotsOf(condition, version, extent.quick ? 3 : 8, chanceFrom(version * 100 + at)),
    );
    const counts: Count[] = [];
    for (const read of readers.values()) counts.push(await countRead(read, condition, shots));
    rows.push({ name: condition.name, pictures: shots.length, counts });
  }
  sayWorking('');
  const names = [...readers.keys()];
  const pictures = sum(rows.map((row) => row.pictures));
  const total = (of: keyof Count) => names.map((_, at) => sum(rows.map(({ counts }) => counts[at]?.[of] ?? 0)));
  sayTable([
    ['picture', ...names],
    ...rows.map((row) => [row.name, ...row.counts.map(({ read }) => percent(read / row.pictures))]),
    ['all', ...total('read').map((read) => percent(read / pictures))],
    ['wrong texts', ...total('wrong').map(String)],
  ]);
  say();
  for (const [at, name] of names.slice(0, ours).entries()) {
    const behind = rows.filter(
      ({ counts }) => (counts[at]?.read ?? 0) < Math.max(...counts.slice(ours).map(({ read }) => read)),
    );
    say(
      behind.length === 0
        ? `Held: in no row "${name}" reads less often than any other decoder (${pictures} pictures).`
        : `NOT HELD ("${name}" reads less often than another decoder): ${behind.map((row) => row.name).join(', ')}.`,
    );
  }
}

async function countRead(read: Read, condition: Condition, shots: readonly Shot[]): Promise<Count> {
  const count = { read: 0, wrong: 0 };
  for (const { picture, texts } of shots) {
    const found = await read(printed(canvasPixels(picture), condition));
    count.wrong += found.filter((text) => text !== '' && !texts.includes(text)).length;
    if (found.some((text) => texts.includes(text))) count.read += 1;
  }
  return count;
}

/** In the condition's colors. */
function printed(pixels: RgbaPicture, { colors }: Condition): RgbaPicture {
  if (!colors) return pixels;
  const [dark, light] = colors.map((color) => [...color, 255]) as [number[], number[]];
  const mixed = (value: number, at: number) => {
    const [from, to] = [dark[at % 4] ?? 0, light[at % 4] ?? 0];
    return from + ((to - from) * value) / 255;
  };
  return { ...pixels, data: pixels.data.map(mixed) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

async function startReaders(): Promise<ReadonlyMap<string, Read>> {
  const engine = await createEngine(await zxingBytes());
  const zxing = (options: ReaderOptions) => async (pixels: RgbaPicture) =>
    (await readBarcodes({ ...pixels, colorSpace: 'srgb' } as ImageData, options)).map(({ text }) => text);

  async function firstOf(pixels: RgbaPicture, looks: readonly Treatment[], effort: 'live' | 'thorough') {
    for (const treatment of looks) {
      const found = await engine.decode(pixels, effort, treatment);
      if (found.length > 0) return found;
    }
    return [];
  }

  return new Map<string, Read>([
    ['keyferry, first look', (pixels) => engine.decode(pixels, 'live')],
    ['six looks', (pixels) => firstOf(pixels, ['plain', ...treatments], 'live')],
    ['still picture', (pixels) => firstOf(pixels, ['plain', ...treatments, 'other'], 'thorough')],
    ['zxing-wasm', zxing({})],
    ['zxing-wasm, tuned', zxing(tuned)],
    [
      'jsqr',
      async ({ data, width, height }) => {
        const text = jsqr(data, width, height)?.data;
        return text ? [text] : [];
      },
    ],
  ]);
}
