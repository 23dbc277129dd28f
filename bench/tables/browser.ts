import { join } from 'node:path';
import type { Code } from '../../src/transfer/code.ts';
import { createSender } from '../../src/transfer/sender.ts';
import { chanceFrom } from '../../tests/optics/chance.ts';
import { inTemporaryFolder, openBrowser, openPage } from '../browser/device.ts';
import { writeFilm } from '../browser/film.ts';
import type { Reception } from '../browser/reception.ts';
import type { Extent } from '../extent.ts';
import { pageUrl } from '../peers/keyferry.ts';
import { quantile, ratio, say, sayTable, sayTitle, sayWorking } from '../print.ts';

/** Codes per second. */
const pace = 10;
const density = 5;
/** Codes per second for slow receivers. */
const lowDensity = 2;
const codesBeforeChange = 10;

interface Showing {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly codes: readonly Code[];
  /** Number of codes that contain everything. */
  readonly least: number;
  readonly runs: number;
}

/** Prints how long the page in a browser takes from the camera's first picture to the complete bytes. */
export async function measureBrowser(extent: Extent): Promise<void> {
  sayTitle(`Chromium, from the camera’s first picture to verified bytes, at ${pace} codes a second`);
  const rows: string[][] = [];
  const broken: string[] = [];
  for (const showing of showings(extent)) {
    sayWorking(`browser: ${showing.name}`);
    const receptions = await receive(showing);
    const least = (1000 * showing.least) / pace;
    const times = receptions.map(({ time }) => time / least);
    const looked = receptions.map(({ pictures, time }) => pictures / time / (30 / 1000));
    const taken = receptions.map(({ progress }) => Math.max(1, progress.length) / showing.least);
    rows.push([
      showing.name,
      String(showing.least),
      ratio(quantile(times, 0.5)),
      `${ratio(Math.min(...times))} to ${ratio(Math.max(...times))}`,
      ratio(quantile(taken, 0.5)),
      ratio(quantile(looked, 0.5)),
    ]);
    if (receptions.some((reception) => !keptAll(reception))) broken.push(showing.name);
  }
  sayWorking('');
  sayTable([
    [
      'what',
      'codes',
      'time / (codes / 10 s)',
      'of all runs',
      'codes taken / codes',
      'pictures looked at / 30 a second',
    ],
    ...rows,
  ]);
  say();
  say(
    broken.length === 0
      ? 'Held: every code added all of its symbols to those that were there, also after the density changed.'
      : `NOT HELD: symbols were lost with ${broken.join(', ')}.`,
  );
}

/** Whether every code added all of its symbols, except for the last one, of which not all are needed. */
function keptAll({ progress }: Reception): boolean {
  return progress.slice(0, -1).every((now, at) => [density, lowDensity].includes(now - (progress[at - 1] ?? 0)));
}

async function receive({ bytes, codes, runs }: Showing): Promise<Reception[]> {
  const receptions: Reception[] = [];
  await inTemporaryFolder(async (folder) => {
    const film = join(folder, 'film.mjpeg');
    const darkroom = await openBrowser(null);
    await writeFilm(film, codes, await darkroom.newPage());
    await darkroom.close();
    const browser = await openBrowser(film);
    for (let run = 0; run < runs; run++) {
      const page = await openPage(browser);
      const reception = await page.evaluate(() => window.receive());
      if (!Buffer.from(reception.content, 'latin1').equals(bytes))
        throw new Error('other bytes arrived than were shown');
      receptions.push(reception);
      await page.close();
    }
    await browser.close();
  });
  return receptions;
}

function showings({ quick }: Extent): Showing[] {
  const [runs, longRuns] = quick ? [1, 1] : [5, 3];
  return [
    steady(0.4, runs),
    steady(2, runs),
    steady(20, runs),
    ...(quick ? [] : [steady(100, longRuns)]),
    changing(20, runs),
  ];
}

function steady(kibibytes: number, runs: number): Showing {
  const bytes = chanceFrom(kibibytes * 10).bytes(Math.round(kibibytes * 1024));
  const sender = createSender({ kind: 'file', bytes }, pageUrl);
  const name = `${kibibytes} KiB`;
  if (sender.whole) return { name: `${name}, one code`, bytes, codes: [sender.whole], least: 1, runs };
  const least = sender.pageCount(density);
  // More than needed, for codes shown before the page starts scanning.
  const codes = Array.from({ length: 2 * least + 10 }, (_, at) => sender.code(at * density, density));
  return { name, bytes, codes, least, runs };
}

function changing(kibibytes: number, runs: number): Showing {
  const { bytes } = steady(kibibytes, runs);
  const sender = createSender({ kind: 'file', bytes }, pageUrl);
  const before = Array.from({ length: codesBeforeChange }, (_, at) => sender.code(at * density, density));
  const changedAt = codesBeforeChange * density;
  const least = codesBeforeChange + Math.ceil((sender.symbolCount - changedAt) / lowDensity);
  const after = Array.from({ length: 2 * least }, (_, at) => sender.code(changedAt + at * lowDensity, lowDensity));
  const name = `${kibibytes} KiB, from ${density} to ${lowDensity} symbols a code in the middle`;
  return { name, bytes, codes: [...before, ...after], least, runs };
}
