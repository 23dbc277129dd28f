import { onTestFinished } from 'vitest';
import { workerEndings } from './workerEndings.ts';

export type Outcome = 'passed' | 'failed';

/** Registers a function that ends something, called when that lifetime is over. */
export type Lifetime = (end: () => unknown) => void;

/** @param end gets the outcome of the test, because a failed one leaves pictures */
export function untilTestEnds(end: (outcome: Outcome) => unknown): void {
  onTestFinished(async ({ task }) => void (await end(task.result?.state === 'fail' ? 'failed' : 'passed')));
}

const fileEndings: (() => unknown)[] = [];

/** For resources that the tests of one file share. */
export const untilFileEnds: Lifetime = (end) => void fileEndings.push(end);

/** For resources that all files of a worker share: starting a browser or a service takes more than a second of processor time. */
export const untilWorkerEnds: Lifetime = (end) => void workerEndings.push(end);

/** Runs after each file: see endWithFile.ts. */
export async function endFile(): Promise<void> {
  for (const end of fileEndings.splice(0).reverse()) await end();
}
