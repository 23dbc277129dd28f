import { join } from 'node:path';
import { gridOf } from '../../src/activation/transfer/grid.ts';
import { createSender, type Sender } from '../../src/transfer/sender.ts';
import { chanceFrom } from '../../tests/optics/chance.ts';
import { inTemporaryFolder, openBrowser, openPage } from '../browser/device.ts';
import { type Scene, writeFilm } from '../browser/film.ts';
import type { Reception } from '../browser/reception.ts';
import type { Extent } from '../extent.ts';
import { pageUrl } from '../peers/keyferry.ts';
import { quantile, ratio, say, sayTable, sayTitle, sayWorking } from '../print.ts';

/** How often codes change, a second. */
const pace = 10;
const density = 5;
/** Symbols in a code for slow receivers. */
const lowDensity = 2;
const codesBeforeChange = 10;
/** As the screen shows several codes at once. */
const several = { atOnce: 4, pace: 12 };

interface Showing extends Scene {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Number of codes that contain everything. */
  readonly least: number;
  /** Seconds in which those are shown. */
  readonly shortest: number;
  readonly runs: number;
}

/** Prints how long the page in a browser takes from the camera's first picture to the complete bytes. */
export async function measureBrowser(extent: Extent): Promise<void> {
  sayTitle('Chromium, from the camera’s first picture to verified bytes');
  const rows: string[][] = [];
  const broken: string[] = [];
  for (const showing of showings(extent)) {
    sayWorking(`browser: ${showing.name}`);
    const receptions = await receive(showing);
    const times = receptions.map(({ time }) => time / 1000);
    const relative = times.map((time) => time / showing.shortest);
    const looked = receptions.map(({ pictures, time }) => pictures / time / (30 / 1000));
    const taken = receptions.map(({ progress }) => Math.max(1, progress.length) / showing.least);
    rows.push([
      showing.name,
      String(showing.least),
      ratio(quantile(times, 0.5)),
      ratio(quantile(relative, 0.5)),
      `${ratio(Math.min(...relative))} to ${ratio(Math.max(...relative))}`,
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
      'seconds',
      'time / time shown',
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

async function receive(showing: Showing): Promise<Reception[]> {
  const receptions: Reception[] = [];
  await inTemporaryFolder(async (folder) => {
    const film = join(folder, 'film.mjpeg');
    const darkroom = await openBrowser(null);
    await writeFilm(film, showing, await darkroom.newPage());
    await darkroom.close();
    const browser = await openBrowser(film);
    for (let run = 0; run < showing.runs; run++) {
      const page = await openPage(browser);
      const reception = await page.evaluate(() => window.receive());
      if (!Buffer.from(reception.content, 'latin1').equals(showing.bytes))
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
    ...(quick ? [] : [steady(100, longRuns), steady(longest, longRuns)]),
    atOnce(longest, longRuns),
    changing(20, runs),
  ];
}

const size = { width: 1280, height: 720 };
/** KiB: the largest file. */
const longest = 256;

function fileOf(kibibytes: number): { readonly bytes: Uint8Array; readonly sender: Sender } {
  const bytes = chanceFrom(kibibytes * 10).bytes(Math.round(kibibytes * 1024));
  return { bytes, sender: createSender({ kind: 'file', bytes }, pageUrl) };
}

function steady(kibibytes: number, runs: number): Showing {
  const { bytes, sender } = fileOf(kibibytes);
  const name = `${kibibytes} KiB`;
  const common = { bytes, pace, runs, ...size };
  if (sender.whole)
    return { ...common, name: `${name}, one code`, shown: [sender.whole], least: 1, shortest: 1 / pace };
  const least = sender.pageCount(density);
  const shown = Array.from({ length: shownFor(least) }, (_, at) => sender.code(at * density, density));
  return { ...common, name, shown, least, shortest: least / pace };
}

/** Several codes at once. */
function atOnce(kibibytes: number, runs: number): Showing {
  const { bytes, sender } = fileOf(kibibytes);
  const name = `${kibibytes} KiB, ${several.atOnce} codes at once`;
  const least = sender.pageCount(density);
  const pictures = Math.ceil(least / several.atOnce);
  const shown = Array.from({ length: shownFor(pictures) }, (_, picture) =>
    gridOf(
      Array.from({ length: several.atOnce }, (_, at) =>
        sender.code((picture * several.atOnce + at) * density, density),
      ),
    ),
  );
  return { name, bytes, pace: several.pace, runs, ...size, shown, least, shortest: pictures / several.pace };
}

/** @returns how often a code is shown, which is more often than necessary, because some are before the page starts scanning */
function shownFor(least: number): number {
  return least + Math.min(least, 60) + 10;
}

function changing(kibibytes: number, runs: number): Showing {
  const { bytes, sender } = fileOf(kibibytes);
  const before = Array.from({ length: codesBeforeChange }, (_, at) => sender.code(at * density, density));
  const changedAt = codesBeforeChange * density;
  const least = codesBeforeChange + Math.ceil((sender.symbolCount - changedAt) / lowDensity);
  const after = Array.from({ length: 2 * least }, (_, at) => sender.code(changedAt + at * lowDensity, lowDensity));
  const name = `${kibibytes} KiB, from ${density} to ${lowDensity} symbols a code in the middle`;
  return { name, bytes, pace, runs, ...size, shown: [...before, ...after], least, shortest: least / pace };
}
