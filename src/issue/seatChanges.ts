import { millisecondsOf, toInstant } from '../documents/instant.ts';
import type { IssueRefused } from './decideIssue.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Days over which changes are counted. */
export const CHANGES_COUNTED_FOR_DAYS = 365;

/** The vendor's limits per machine. */
export interface ChangeBounds {
  /** Returns and moves in 365 days, together; 0 allows none. */
  readonly perYear: number;
  /** Days from one return to the next. */
  readonly coolDownDays: number;
}

/** A machine returned its seat, or its seat moved to other hardware. */
export interface SeatChange {
  readonly kind: 'returned' | 'moved';
  /** Instant, by the service's clock. */
  readonly at: string;
}

/**
 * Decides whether a machine may return or move its seat once more.
 *
 * @param earlier changes of this machine; those older than 365 days do not count
 * @returns null when it may; else `return-too-often` or `move-too-often` with `perYear` and `nextAt`, or
 *   `return-too-soon` with `nextAt`. `nextAt` is the instant from which it may, absent where the vendor allows none
 */
export function boundChange(
  kind: SeatChange['kind'],
  earlier: readonly SeatChange[],
  bounds: ChangeBounds,
  now: Date,
): IssueRefused | null {
  const full = endOfFullYear(earlier, bounds, now);
  const cool = kind === 'returned' ? endOfCoolDown(earlier, bounds) : 0;
  const isTooOften = full > now.getTime();
  if (!isTooOften && cool <= now.getTime()) return null;
  const end = Math.max(full, cool);
  const nextAt = Number.isFinite(end) && { nextAt: toInstant(new Date(end)) };
  if (!isTooOften) return { outcome: 'refused', code: 'return-too-soon', details: { ...nextAt } };
  const code = kind === 'returned' ? 'return-too-often' : 'move-too-often';
  return { outcome: 'refused', code, details: { perYear: bounds.perYear, ...nextAt } };
}

/** @returns when the count falls below the limit, in milliseconds since 1970; 0 when it is below now */
function endOfFullYear(earlier: readonly SeatChange[], { perYear }: ChangeBounds, now: Date): number {
  if (perYear === 0) return Number.POSITIVE_INFINITY;
  const ends = earlier
    .map(({ at }) => millisecondsOf(at) + CHANGES_COUNTED_FOR_DAYS * DAY)
    .filter((end) => end > now.getTime())
    .sort((a, b) => a - b);
  return ends.at(-perYear) ?? 0;
}

function endOfCoolDown(earlier: readonly SeatChange[], { coolDownDays }: ChangeBounds): number {
  const returned = earlier.filter(({ kind }) => kind === 'returned').map(({ at }) => millisecondsOf(at));
  return returned.length === 0 ? 0 : Math.max(...returned) + coolDownDays * DAY;
}
