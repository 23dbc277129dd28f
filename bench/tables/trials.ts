import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { addTally, emptyTally, type Tally } from '../../tests/optics/scene.ts';
import type { Extent } from '../extent.ts';
import { say, sayTable, sayTitle, sayWorking } from '../print.ts';

const pictures = 100_000;
/** Bundled next to the main program. */
const workerFile = new URL('./trialsWorker.js', import.meta.url);

interface Played {
  readonly seed: number;
  readonly tally: Tally;
}

/** Prints the results for pictures taken while the code changes. */
export async function measureTrials({ part }: Extent): Promise<void> {
  sayTitle('Pictures of rolling shutter, halves of two codes, two codes in one, of one or two transfers');
  const wrongSeeds: number[] = [];
  const sum = await playAll(Math.ceil(part * pictures), ({ seed, tally }) => {
    if (tally.wrong > 0 || tally.misread > 0) wrongSeeds.push(seed);
  });
  const share = (count: number, of: number) => `${count} of ${of}`;
  sayTable([
    ['what', 'how many'],
    ['pictures', String(sum.pictures)],
    ['of one code alone, and read', share(sum.clearRead, sum.clear)],
    ['nothing read', share(sum.unread, sum.pictures)],
    ['read and taken', share(sum.ours, sum.pictures)],
    ['read and foreign', share(sum.foreign, sum.pictures)],
    ['read and damaged', share(sum.damaged, sum.pictures)],
    ['texts that no code in the picture has', String(sum.misread)],
    ['receivers, and complete', share(sum.completed, sum.receivers)],
    ['complete with wrong bytes', String(sum.wrong)],
  ]);
  say();
  say(
    sum.wrong === 0
      ? `Held: 0 wrong bytes in ${sum.pictures} pictures.`
      : `NOT HELD: wrong bytes arrived, in the scenes of these seeds: ${wrongSeeds.join(', ')}.`,
  );
}

/** Runs scenes on all cores until there are enough pictures. */
async function playAll(wanted: number, played: (scene: Played) => void): Promise<Tally> {
  const sum = { ...emptyTally };
  const cores = availableParallelism();
  const workers = Array.from(
    { length: cores },
    (_, at) => new Worker(workerFile, { workerData: { first: at + 1, step: cores } }),
  );
  try {
    await new Promise<void>((resolve, reject) => {
      for (const worker of workers) {
        worker.on('error', reject);
        worker.on('message', (scene: Played) => {
          if (sum.pictures >= wanted) return resolve();
          addTally(sum, scene.tally);
          played(scene);
          sayWorking(`trials: ${sum.pictures} of ${wanted} pictures`);
        });
      }
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
    sayWorking('');
  }
  return sum;
}
