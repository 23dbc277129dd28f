import { parentPort, workerData } from 'node:worker_threads';
import { computeNatively } from '../server/keys/nodeArithmetic.ts';
import { drawFrom } from '../tests/typed/typist.ts';
import { codeMaker } from './typed/randomCodes.ts';
import { desks, emptyScannerTally, type ScannerTally, scannedTexts, scannerTrial } from './typed/scannerTrials.ts';
import { emptyTally, isAccepted, mistypedTrial, type TypistTally } from './typed/typedTrials.ts';

/** What one worker has counted. */
export interface TypedCounts {
  /** Codes typed without a mistake, and how many of them were accepted. */
  readonly right: { codes: number; accepted: number };
  /** By kind, or number, of mistakes. */
  readonly typist: Record<string, TypistTally>;
  /** By the place of the desk, and kind of text. */
  readonly scanner: Record<string, ScannerTally>;
}

/** One code in so many is also typed without a mistake. */
const rightEvery = 100;
const batch = 1000;

const { seed, codes, scans } = workerData as { seed: number; codes: number; scans: number };
await computeNatively();
const draw = drawFrom(seed);
const makeCode = codeMaker(draw);
const counts: TypedCounts = { right: { codes: 0, accepted: 0 }, typist: {}, scanner: {} };

for (let made = 0; made < codes; made += 1) {
  const code = await makeCode();
  if (made % rightEvery === 0) {
    counts.right.codes += 1;
    if (isAccepted(code.groups, code.context)) counts.right.accepted += 1;
  }
  const { row, seen } = mistypedTrial(code, draw);
  const tally = counts.typist[row] ?? emptyTally();
  counts.typist[row] = tally;
  tally.codes += 1;
  tally[seen] += 1;
  if (made % batch === batch - 1) parentPort?.postMessage({ made: batch });
}

for (let scan = 0; scan < scans; scan += 1) {
  const code = await makeCode();
  for (const [at, desk] of desks.entries()) {
    for (const [kind, make] of Object.entries(scannedTexts)) {
      const name = `${at} ${kind}`;
      const tally = counts.scanner[name] ?? emptyScannerTally();
      counts.scanner[name] = tally;
      tally.texts += 1;
      tally[scannerTrial(desk, make(code, draw))] += 1;
    }
  }
}
parentPort?.postMessage({ counts });
