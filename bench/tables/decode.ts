import type { Outline } from '../../src/activation/ports.ts';
import { chanceFrom } from '../../tests/optics/chance.ts';
import { canvasPixels } from '../../tests/optics/picture.ts';
import type { Spot } from '../../tests/optics/projection.ts';
import { type Condition, conditions, type Shot, shotsOf, versions } from '../decoders/conditions.ts';
import { type Decoder, startDecoders } from '../decoders/list.ts';
import type { Extent } from '../extent.ts';
import { percent, quantile, ratio, say, sayTable, sayTitle, sayWorking } from '../print.ts';
import { measureHardPictures } from './hardPictures.ts';

/** A decoder's results for the pictures of one row. */
interface Reading {
  /** Pictures in which a visible code was read. */
  read: number;
  /** Texts that no code of the picture contains. */
  wrong: number;
  /** Milliseconds per picture. */
  readonly times: number[];
}

interface Row {
  readonly condition: Condition;
  readonly version: number;
  readonly pictures: number;
  readonly readings: readonly Reading[];
}

/** A camera delivers 30 pictures per second. */
const pictureTime = 1000 / 30;

/** Prints how often and how fast each decoder reads the same pictures. */
export async function measureDecode(extent: Extent): Promise<void> {
  const decoders = await startDecoders();
  const rows: Row[] = [];
  for (const version of versions) {
    for (const [at, condition] of conditions.entries()) {
      sayWorking(`decode: version ${version}, ${condition.name}`);
      const shots = shotsOf(condition, version, extent.quick ? 2 : 6, chanceFrom(version * 100 + at));
      rows.push({ condition, version, pictures: shots.length, readings: await readAll(decoders, shots) });
    }
  }
  sayWorking('');
  sayRates(decoders, rows);
  sayTimes(decoders, rows);
  await measureHardPictures(extent);
}

async function readAll(decoders: readonly Decoder[], shots: readonly Shot[]): Promise<Reading[]> {
  const readings = decoders.map((): Reading => ({ read: 0, wrong: 0, times: [] }));
  for (const { picture, texts, corners } of shots) {
    const pixels = canvasPixels(picture);
    const place = ({ x, y }: Spot) => ({ x: x / picture.width, y: y / picture.height });
    const near: Outline = [place(corners[0]), place(corners[1]), place(corners[2]), place(corners[3])];
    for (const [at, decoder] of decoders.entries()) {
      const reading = readings[at] as Reading;
      const start = performance.now();
      const found = await decoder.read(pixels, near);
      reading.times.push(performance.now() - start);
      if (found.some((text) => texts.includes(text))) reading.read += 1;
      reading.wrong += found.filter((text) => !texts.includes(text)).length;
    }
  }
  return readings;
}

function sayRates(decoders: readonly Decoder[], rows: readonly Row[]): void {
  sayTitle('Pictures of 1280 x 720 in which the code was read');
  const cells = rows.map(({ condition, version, pictures, readings }) => [
    condition.name,
    String(version),
    ...readings.map(({ read }) => percent(read / pictures)),
  ]);
  const total = (of: (reading: Reading) => number) =>
    decoders.map((_, at) => rows.reduce((sum, { readings }) => sum + of(readings[at] as Reading), 0));
  const pictures = rows.reduce((sum, row) => sum + row.pictures, 0);
  sayTable([
    ['picture', 'version', ...decoders.map(({ name }) => name)],
    ...cells,
    ['all', '', ...total(({ read }) => read).map((read) => percent(read / pictures))],
    ['wrong texts', '', ...total(({ wrong }) => wrong).map(String)],
  ]);
  const plain = decoders.findIndex(({ name }) => name === 'zxing-wasm');
  const behind = rows.filter(({ readings }) => (readings[0]?.read ?? 0) < (readings[plain]?.read ?? 0));
  say();
  say(
    behind.length === 0
      ? `Held: in no row keyferry reads fewer of the ${pictures} pictures than zxing-wasm with its default options.`
      : `NOT HELD (keyferry reads fewer than zxing-wasm): ${behind.map(({ condition, version }) => `${condition.name} at version ${version}`).join('; ')}.`,
  );
}

function sayTimes(decoders: readonly Decoder[], rows: readonly Row[]): void {
  sayTitle('Time for a picture, median and 95th percentile, as ratio to keyferry’s median');
  const all = [...versions, null].map((version) => {
    const times = decoders.map((_, at) =>
      rows
        .filter((row) => version === null || row.version === version)
        .flatMap(({ readings }) => readings[at]?.times ?? []),
    );
    const ours = quantile(times[0] ?? [], 0.5);
    const relative = times.map((of) => `${ratio(quantile(of, 0.5) / ours)} / ${ratio(quantile(of, 0.95) / ours)}`);
    return { version, times, cells: [version === null ? 'all' : String(version), ...relative] };
  });
  sayTable([['version', ...decoders.map(({ name }) => name)], ...all.map(({ cells }) => cells)]);
  const [first, following] = (all.at(-1)?.times ?? []).map((times) => pictureTime / quantile(times, 0.5));
  say();
  say(
    `At 30 pictures a second, one takes ${ratio(first ?? 0)} times keyferry’s median at a first look and ${ratio(following ?? 0)} times its median while following a code: the median ${(first ?? 0) > 1 ? 'leaves' : 'DOES NOT LEAVE'} 30 pictures a second.`,
  );
}
