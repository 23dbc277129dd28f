import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { addTally, emptyTally, type Form, type Tally } from '../../tests/optics/scene.ts';
import type { Extent } from '../extent.ts';
import { say, sayTable, sayTitle, sayWorking } from '../print.ts';

const pictures = 100_000;
/** Bundled next to the main program. */
const workerFile = new URL('./trialsWorker.js', import.meta.url);

interface Played {
  readonly seed: number;
  readonly tally: Tally;
}

/** Prints the results for pictures taken while the code changes, for frames of each form. */
export async function measureTrials({ part }: Extent): Promise<void> {
  sayTitle('Pictures of rolling shutter, halves of two codes, two codes in one, of one or two transfers');
  const wrongSeeds: string[] = [];
  const sums: Tally[] = [];
  for (const form of ['first', 'second'] as const) {
    const sum = await playAll(form, Math.ceil(part * pictures), ({ seed, tally }) => {
      if (tally.wrong > 0 || tally.misread > 0) wrongSeeds.push(`${seed} (${form} form)`);
    });
    sums.push(sum);
  }
  const row = (what: string, told: (sum: Tally) => string) => [what, ...sums.map(told)];
  const share = (count: number, of: number) => `${count} of ${of}`;
  sayTable([
    ['what', 'first form', 'second form'],
    row('pictures', (sum) => String(sum.pictures)),
    row('of one code alone, and read', (sum) => share(sum.clearRead, sum.clear)),
    row('nothing read', (sum) => share(sum.unread, sum.pictures)),
    row('read and taken', (sum) => share(sum.ours, sum.pictures)),
    row('read and foreign', (sum) => share(sum.foreign, sum.pictures)),
    row('read and damaged', (sum) => share(sum.damaged, sum.pictures)),
    row('texts that no code in the picture has', (sum) => String(sum.misread)),
    row('receivers, and complete', (sum) => share(sum.completed, sum.receivers)),
    row('complete with wrong bytes', (sum) => String(sum.wrong)),
  ]);
  say();
  say(
    sums.every(({ wrong }) => wrong === 0)
      ? `Held: 0 wrong bytes in ${sums.reduce((all, sum) => all + sum.pictures, 0)} pictures.`
      : `NOT HELD: wrong bytes arrived, in the scenes of these seeds: ${wrongSeeds.join(', ')}.`,
  );
}

/** Runs scenes on all cores until there are enough pictures. */
async function playAll(form: Form, wanted: number, played: (scene: Played) => void): Promise<Tally> {
  const sum = { ...emptyTally };
  const cores = availableParallelism();
  const workers = Array.from(
    { length: cores },
    (_, at) => new Worker(workerFile, { workerData: { first: at + 1, step: cores, form } }),
  );
  try {
    await new Promise<void>((resolve, reject) => {
      for (const worker of workers) {
        worker.on('error', reject);
        worker.on('message', (scene: Played) => {
          if (sum.pictures >= wanted) return resolve();
          addTally(sum, scene.tally);
          played(scene);
          sayWorking(`trials: ${form} form, ${sum.pictures} of ${wanted} pictures`);
        });
      }
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
    sayWorking('');
  }
  return sum;
}
