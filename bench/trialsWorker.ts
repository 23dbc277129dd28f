import { parentPort, workerData } from 'node:worker_threads';
import { startLiveDecoder } from '../tests/optics/liveDecoder.ts';
import { type Form, playScene } from '../tests/optics/scene.ts';

/** Runs every nth scene, beginning with its own number, until it is terminated. */
const { first, step, form } = workerData as { readonly first: number; readonly step: number; readonly form: Form };
const decode = await startLiveDecoder();
for (let seed = first; ; seed += step) parentPort?.postMessage({ seed, tally: await playScene(seed, decode, form) });
