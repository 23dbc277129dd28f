import jsqr from 'jsqr';
import { type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { createEngine, type Pixels } from '../../src/device/decoder/decoderEngine.ts';
import { type Treatment, treatments } from '../../src/transfer/picture/treatments.ts';
import { chanceFrom } from '../../tests/optics/chance.ts';
import { canvasPixels } from '../../tests/optics/picture.ts';
import { zxingBytes } from '../../tests/transfer/picture.ts';
import { shotsOf } from '../decoders/conditions.ts';
import { hardConditions } from '../decoders/hardConditions.ts';
import type { Extent } from '../extent.ts';
import { percent, say, sayTable, sayTitle, sayWorking } from '../print.ts';

type Read = (pixels: Pixels) => Promise<readonly string[]>;

/** As tuned for speed in comparisons of decoders. */
const tuned: ReaderOptions = {
  ...{ formats: ['QRCode'], tryHarder: true, tryRotate: false, tryInvert: false, tryDownscale: true },
  maxNumberOfSymbols: 1,
};
const versions = [10, 25] as const;

/** Prints how many hard pictures each decoder reads, and what the first two looks and all looks of the page do. */
export async function measureHardPictures(extent: Extent): Promise<void> {
  sayTitle('Hard pictures in which the code was read');
  const readers = await startReaders();
  const names = [...readers.keys()];
  const rows: string[][] = [];
  const behind: string[] = [];
  const total = names.map(() => ({ read: 0, wrong: 0 }));
  let pictures = 0;
  for (const [at, condition] of hardConditions.entries()) {
    sayWorking(`decode: ${condition.name}`);
    const shots = versions.flatMap((version) =>
      shotsOf(condition, version, extent.quick ? 3 : 8, chanceFrom(version * 100 + at)),
    );
    pictures += shots.length;
    const counts = names.map(() => 0);
    for (const { picture, texts } of shots) {
      for (const [place, read] of [...readers.values()].entries()) {
        const found = await read(canvasPixels(picture));
        const sum = total[place] ?? { read: 0, wrong: 0 };
        sum.wrong += found.filter((text) => !texts.includes(text)).length;
        if (!found.some((text) => texts.includes(text))) continue;
        sum.read += 1;
        counts[place] = (counts[place] ?? 0) + 1;
      }
    }
    const [, , still = 0, ...others] = counts;
    if (still < Math.max(...others)) behind.push(condition.name);
    rows.push([condition.name, ...counts.map((count) => percent(count / shots.length))]);
  }
  sayWorking('');
  sayTable([
    ['picture', ...names],
    ...rows,
    ['all', ...total.map(({ read }) => percent(read / pictures))],
    ['wrong texts', ...total.map(({ wrong }) => String(wrong))],
  ]);
  say();
  say(
    behind.length === 0
      ? `Held: in no row a still picture is read less often than by any other decoder (${pictures} pictures).`
      : `NOT HELD (a still picture is read less often than by another decoder): ${behind.join(', ')}.`,
  );
}

async function startReaders(): Promise<ReadonlyMap<string, Read>> {
  const engine = await createEngine(await zxingBytes());
  const zxing = (options: ReaderOptions) => async (pixels: Pixels) =>
    (await readBarcodes({ ...pixels, colorSpace: 'srgb' } as ImageData, options)).map(({ text }) => text);

  async function firstOf(pixels: Pixels, looks: readonly Treatment[], effort: 'live' | 'thorough') {
    for (const treatment of looks) {
      const found = await engine.decode(pixels, effort, treatment);
      if (found.length > 0) return found;
    }
    return [];
  }

  return new Map<string, Read>([
    ['keyferry, first look', (pixels) => engine.decode(pixels, 'live')],
    ['ten looks', (pixels) => firstOf(pixels, ['plain', ...treatments], 'live')],
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
