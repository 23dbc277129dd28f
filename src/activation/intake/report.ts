import { Refusal } from '../../refusal.ts';
import type { Engine } from '../engine.ts';
import type { UnusedItem } from './arrivals.ts';

/**
 * Reports what arrived and cannot be used. Of a single item, the refusal says it all; of several, the report names each,
 * and stays until it is closed: what a later delivery adds joins it.
 *
 * @param taken how many documents were taken in
 * @throws Refusal of the only item, when nothing was taken in
 */
export function reportUnused({ state, update }: Engine, taken: number, unused: readonly UnusedItem[]): void {
  const [only, another] = unused;
  if (!only) return;
  if (taken === 0 && !another) throw new Refusal(only.refusal.code, only.refusal.details);
  const { intakeReport: before } = state.value;
  const items = [...(before?.unused ?? []), ...unused];
  const keys = items.map(keyOf);
  update({
    intakeReport: {
      taken: (before?.taken ?? 0) + taken,
      unused: items.filter((item, at) => keys.indexOf(keyOf(item)) === at),
    },
  });
}

/** The same file may be refused twice: chosen again, or with two documents. */
function keyOf({ name, refusal }: UnusedItem): string {
  return JSON.stringify([name, refusal]);
}
