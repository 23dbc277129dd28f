import type { Collector } from './collector.ts';
import type { ScanView } from './scanView.ts';

/** Milliseconds for which the last detection counts. */
const freshFor = 1500;
/** Milliseconds over which the speed is measured. */
const speedWindow = 6000;

/** Derives the phase and the speed from many pictures: they come thirty a second, words must stay. */
export interface Watch {
  /** @param answer of the collector; `handled` for a code that was dealt with */
  read(answer: ReturnType<Collector['add']> | 'handled'): void;
  saw(code: boolean, received: number): void;
  phase(): ScanView['phase'];
  /** @returns null when the speed is unknown */
  secondsFor(missing: number): number | null;
}

/** @param now milliseconds */
export function createWatch(now: () => number): Watch {
  const never = Number.NEGATIVE_INFINITY;
  let ours = never;
  let foreign = never;
  let handled = never;
  let blankOrRead = now();
  const progress: { readonly at: number; readonly received: number }[] = [];
  const isFresh = (at: number) => now() - at < freshFor;

  return {
    read(answer) {
      if (answer === 'ours') ours = now();
      if (answer === 'foreign') foreign = now();
      if (answer === 'handled') [handled, ours, foreign] = [now(), never, never];
      if (answer !== 'damaged') blankOrRead = now();
    },
    saw(code, received) {
      if (!code) blankOrRead = now();
      if (progress.at(-1)?.received === received) return;
      progress.push({ at: now(), received });
      while (progress[0] && now() - progress[0].at > speedWindow) progress.shift();
    },
    phase() {
      if (isFresh(ours)) return 'reading';
      if (isFresh(foreign)) return 'foreign';
      if (isFresh(handled)) return 'handled';
      return isFresh(blankOrRead) ? 'looking' : 'unclear';
    },
    secondsFor(missing) {
      const [from, to] = [progress[0], progress.at(-1)];
      if (!from || !to || to.received <= from.received) return null;
      const seconds = (now() - from.at) / 1000;
      return (missing / (to.received - from.received)) * seconds;
    },
  };
}
