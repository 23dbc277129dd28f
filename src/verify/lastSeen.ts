import { isInstant, toInstant } from '../documents/instant.ts';
import { type ClockVerdict, judgeClock } from './clock.ts';

/**
 * When a product was last seen running. It is kept in two places, so that deleting one hides nothing. A clock that once
 * ran ahead would leave a moment that never comes: then a document signed since is the way out, because the note says
 * which signatures were known when it was written.
 */
export interface LastSeen {
  /** Instant, by the machine's clock. */
  readonly seen: string;
  /** The latest instant of signing that was known then. */
  readonly signed: string;
}

/** What a machine knows of the time besides its clock. */
export interface KnownTime {
  /** Instant at which the product was built. */
  readonly built?: string | undefined;
  /** Instants of signing of the license and the keyset at hand, at least one. */
  readonly signed: readonly string[];
  /** As it was kept in each place; null where it is gone. */
  readonly lastSeen: readonly (LastSeen | null)[];
}

/** Holds a machine's clock against all that is known; notes from before the newest signature no longer count. */
export function judgeTime(now: Date, known: KnownTime): ClockVerdict {
  return judgeClock(now, [known.built, ...known.signed, ...standing(known).map(({ seen }) => seen)]);
}

/** @returns what to keep in both places from now on; it never goes back but by a newer signature */
export function nextLastSeen(now: Date, known: KnownTime): LastSeen {
  const signed = [...known.signed, ...notes(known).map((note) => note.signed)];
  return { seen: latest([toInstant(now), ...standing(known).map(({ seen }) => seen)]), signed: latest(signed) };
}

export function writeLastSeen({ seen, signed }: LastSeen): string {
  return `${seen} ${signed}\n`;
}

/** @returns null when the text is none that {@link writeLastSeen} gave */
export function readLastSeen(text: string | null): LastSeen | null {
  const [seen = '', signed = '', ...more] = (text ?? '').trimEnd().split(' ');
  return isInstant(seen) && isInstant(signed) && more.length === 0 ? { seen, signed } : null;
}

function standing(known: KnownTime): readonly LastSeen[] {
  const newest = latest(known.signed);
  return notes(known).filter(({ signed }) => signed >= newest);
}

function notes({ lastSeen }: KnownTime): readonly LastSeen[] {
  return lastSeen.filter((note) => note !== null);
}

/** Instants of one spelling sort by time as text. */
function latest(instants: readonly string[]): string {
  return [...instants].sort().at(-1) ?? '';
}
