import { isInstant, toInstant } from '../documents/instant.ts';
import { type ClockVerdict, judgeClock } from './clock.ts';

/**
 * When a product last ran. It is kept in two places, so that deleting one hides nothing. After a clock ran ahead, `seen`
 * would lie in the future for good; therefore a document signed after `signed` makes the record obsolete.
 */
export interface LastSeen {
  /** Instant, by the machine's clock. */
  readonly seen: string;
  /** The latest signing instant that was known then. */
  readonly signed: string;
}

/** What a machine knows about the time apart from its clock. */
export interface KnownTime {
  /** Instant at which the product was built. */
  readonly built?: string | undefined;
  /** Signing instants of license and keyset, at least one. */
  readonly signed: readonly string[];
  /** The record from each place; null where it is missing. */
  readonly lastSeen: readonly (LastSeen | null)[];
}

/** Compares a machine's clock with all that is known. Records older than the newest signature do not count. */
export function judgeTime(now: Date, known: KnownTime): ClockVerdict {
  return judgeClock(now, [known.built, ...known.signed, ...validRecords(known).map(({ seen }) => seen)]);
}

/** @returns the record to keep in both places from now on; only a newer signature sets it back */
export function nextLastSeen(now: Date, known: KnownTime): LastSeen {
  const signed = [...known.signed, ...recordsOf(known).map((record) => record.signed)];
  return { seen: latest([toInstant(now), ...validRecords(known).map(({ seen }) => seen)]), signed: latest(signed) };
}

export function writeLastSeen({ seen, signed }: LastSeen): string {
  return `${seen} ${signed}\n`;
}

/** @returns null when the text is not from {@link writeLastSeen} */
export function readLastSeen(text: string | null): LastSeen | null {
  const [seen = '', signed = '', ...more] = (text ?? '').trimEnd().split(' ');
  return isInstant(seen) && isInstant(signed) && more.length === 0 ? { seen, signed } : null;
}

function validRecords(known: KnownTime): readonly LastSeen[] {
  const newest = latest(known.signed);
  return recordsOf(known).filter(({ signed }) => signed >= newest);
}

function recordsOf({ lastSeen }: KnownTime): readonly LastSeen[] {
  return lastSeen.filter((record) => record !== null);
}

/** Instants have one spelling, so that text order is time order. */
function latest(instants: readonly string[]): string {
  return [...instants].sort().at(-1) ?? '';
}
