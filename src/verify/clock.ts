import { millisecondsOf, toInstant } from '../documents/instant.ts';

/** Wrong time zones and flat batteries are common; a clock is suspect only when it is further back, in milliseconds. */
const TOLERANCE = 24 * 60 * 60 * 1000;

export type ClockVerdict =
  | { readonly status: 'plausible' }
  /** `floor`: an instant that has certainly passed although the clock shows an earlier `now`. */
  | { readonly status: 'set-back'; readonly floor: string; readonly now: string };

/**
 * Holds a machine's clock against everything that is known to lie in the past. One surviving anchor is enough, so
 * deleting where the last start was noted does not help.
 *
 * @param now the machine's clock
 * @param anchors instants: when the product was built, the license and the keyset issued, the product last seen running
 *   (kept in two places); what is missing is left out
 */
export function judgeClock(now: Date, anchors: readonly (string | undefined)[]): ClockVerdict {
  const shown = toInstant(now);
  // Instants of one spelling sort by time as text.
  const floor = anchors
    .filter((anchor) => anchor !== undefined)
    .sort()
    .at(-1);
  if (floor === undefined || now.getTime() + TOLERANCE >= millisecondsOf(floor)) return { status: 'plausible' };
  return { status: 'set-back', floor, now: shown };
}
