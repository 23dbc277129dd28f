import { onTestFinished } from 'vitest';

/** Takes what ends something, and says when that is. */
export type Lifetime = (end: () => unknown) => void;

export const untilTestEnds: Lifetime = (end) => onTestFinished(async () => void (await end()));

const endings: (() => unknown)[] = [];

/** For what the tests of a file share, because each browser and each service costs seconds to start. */
export const untilFileEnds: Lifetime = (end) => void endings.push(end);

/** Called once at the end of each file: see endWithFile.ts. */
export async function endFile(): Promise<void> {
  for (const end of endings.splice(0).reverse()) await end();
}
