import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Extent } from '../extent.ts';
import { percent, say, sayTable, sayTitle, sayWorking } from '../print.ts';
import { desks, type ScannerDesk, scannedTexts } from '../typed/scannerTrials.ts';
import type { TypistTally } from '../typed/typedTrials.ts';
import type { TypedCounts } from '../typedWorker.ts';

const allCodes = 1_000_000;
const allScans = 500;
/** Bundled next to the main program. */
const workerFile = new URL('./typedWorker.js', import.meta.url);

/** Prints what becomes of codes that are typed with mistakes, and of what a scanner types for another keyboard. */
export async function measureTyped({ part }: Extent): Promise<void> {
  const counts = await countAll(Math.ceil(part * allCodes), Math.ceil(part * allScans));
  sayTypist(counts);
  sayScanner(counts);
}

function sayTypist({ typist, right }: TypedCounts): void {
  sayTitle('typed: confirmation codes with mistakes');
  const share = (count: number, of: number) => `${((100 * count) / of).toFixed(3)} %`;
  const row = (name: string, tally: TypistTally) => [
    ...[name, String(tally.codes), share(tally.inGroup, tally.codes), share(tally.later, tally.codes)],
    ...[share(tally.atEnd, tally.codes), String(tally.accepted)],
  ];
  const tallies = Object.entries(typist).sort(([one], [other]) => one.localeCompare(other, 'en'));
  const isSingle = ([name]: readonly [string, TypistTally]) => !/^\d/.test(name);
  const all = tallies.map(([, tally]) => tally).reduce(added);
  sayTable([
    ['mistakes', 'codes', 'seen in the group', 'in a later one', 'at the end', 'accepted'],
    ...tallies.filter(isSingle).map(([name, tally]) => row(name, tally)),
    ...tallies.filter((one) => !isSingle(one)).map(([name, tally]) => row(name, tally)),
    row('all', all),
  ]);
  say();
  say(`Without a mistake: ${right.accepted} of ${right.codes} accepted.`);
  say(
    all.accepted === 0
      ? `Held: none of ${all.codes} mistyped codes accepted.`
      : 'NOT HELD: mistyped codes were accepted.',
  );
}

function sayScanner({ scanner }: TypedCounts): void {
  sayTitle('typed: scanners set to US English');
  const kinds = Object.keys(scannedTexts);
  const cell = (at: number, kind: string) => {
    const tally = scanner[`${at} ${kind}`];
    if (!tally) return '';
    return `${percent(tally.read / tally.texts)}, ${percent(tally.named / tally.texts)}, ${tally.wrong}`;
  };
  sayTable([
    ['computer’s keyboard', ...kinds.map((kind) => `${kind}: read, named, wrong`)],
    ...desks.map((desk, at) => [nameOf(desk), ...kinds.map((kind) => cell(at, kind))]),
  ]);
  const tallies = Object.values(scanner);
  const texts = tallies.reduce((sum, tally) => sum + tally.texts, 0);
  const wrong = tallies.reduce((sum, tally) => sum + tally.wrong, 0);
  say();
  say(
    wrong === 0 ? `Held: none of ${texts} texts read as another.` : `NOT HELD: ${wrong} of ${texts} read as another.`,
  );
}

function nameOf({ computer, capsLock, swallows }: ScannerDesk): string {
  const shifted = capsLock === '' ? 'letters' : capsLock?.length === 10 ? 'letters and digits' : 'nearly all keys';
  const caps = capsLock === null ? '' : `, Caps Lock for ${shifted}`;
  return `${computer.language}${caps}${swallows ? ', accents swallow' : ''}`;
}

/** Runs on all cores but as many as others need. */
async function countAll(codes: number, scans: number): Promise<TypedCounts> {
  const cores = availableParallelism();
  let made = 0;
  const each = Array.from({ length: cores }, (_, at) => {
    const workerData = { seed: at + 1, codes: Math.ceil(codes / cores), scans: Math.ceil(scans / cores) };
    return countIn(new Worker(workerFile, { workerData }), (more) => {
      made += more;
      sayWorking(`typed: ${made} of ${codes} codes`);
    });
  });
  const counts = (await Promise.all(each)).reduce(merged);
  sayWorking('');
  return counts;
}

function countIn(worker: Worker, progress: (made: number) => void): Promise<TypedCounts> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (message: { made: number } | { counts: TypedCounts }) => {
      if ('counts' in message) resolve(message.counts);
      else progress(message.made);
    });
  });
}

function merged(one: TypedCounts, other: TypedCounts): TypedCounts {
  return {
    right: added(one.right, other.right),
    typist: mergedTallies(one.typist, other.typist),
    scanner: mergedTallies(one.scanner, other.scanner),
  };
}

function mergedTallies<Tally extends { [Name in keyof Tally]: number }>(
  one: Readonly<Record<string, Tally>>,
  other: Readonly<Record<string, Tally>>,
): Record<string, Tally> {
  const merge = ([name, tally]: [string, Tally]) => [name, other[name] ? added(tally, other[name]) : tally] as const;
  return { ...other, ...Object.fromEntries(Object.entries(one).map(merge)) };
}

function added<Tally extends { [Name in keyof Tally]: number }>(one: Tally, other: Tally): Tally {
  const names = Object.keys(one) as (keyof Tally)[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as Tally;
}
