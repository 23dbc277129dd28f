import { millisecondsOf, toInstant } from '../documents/instant.ts';

/** Milliseconds by which a clock may be behind without being suspect: wrong time zones and flat batteries are common. */
const TOLERANCE = 24 * 60 * 60 * 1000;

export type ClockVerdict =
  | { readonly status: 'plausible' }
  /** `floor`: an instant that has certainly passed, although the clock shows an earlier `now`. */
  | { readonly status: 'set-back'; readonly floor: string; readonly now: string };

/**
 * Compares a machine's clock with all instants that are known to have passed. One anchor is enough, so that deleting the
 * record of the last start does not help.
 *
 * @param now the machine's clock
 * @param anchors instants: build of the product, issue of license and keyset, last run of the product (from two places);
 *   undefined where one is missing
 */
export function judgeClock(now: Date, anchors: readonly (string | undefined)[]): ClockVerdict {
  const shown = toInstant(now);
  // Instants have one spelling, so that text order is time order.
  const floor = anchors
    .filter((anchor) => anchor !== undefined)
    .sort()
    .at(-1);
  if (floor === undefined || now.getTime() + TOLERANCE >= millisecondsOf(floor)) return { status: 'plausible' };
  return { status: 'set-back', floor, now: shown };
}
