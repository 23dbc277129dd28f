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

/** A machine returned its seat, its seat moved to other hardware, or a customer removed the machine. */
export interface SeatChange {
  readonly kind: 'returned' | 'moved' | 'released';
  /** Instant, by the service's clock. */
  readonly at: string;
}

/** Seats for which customers have one yearly budget of removed machines. */
const SEATS_PER_BUDGET = 10;

/**
 * Limits how many machines customers remove, per serial number and not per machine: nothing proves that a removed machine
 * stops working, so a limit per machine would not limit a customer who always activates another one.
 *
 * @param seats of the serial number
 * @param perYear machines in 365 days for each ten seats, a part of ten counting as ten
 */
export function releaseBounds(seats: number, perYear: number): ChangeBounds {
  return { perYear: perYear * Math.ceil(seats / SEATS_PER_BUDGET), coolDownDays: 0 };
}

const tooOften = {
  returned: 'return-too-often',
  moved: 'move-too-often',
  released: 'release-too-often',
} as const satisfies Record<SeatChange['kind'], string>;

/**
 * Decides whether a machine may return or move its seat once more, or a customer may remove another machine.
 *
 * @param earlier changes of this machine, or removals of this serial number; those older than 365 days do not count
 * @returns null when it may; else `return-too-often`, `move-too-often` or `release-too-often` with `perYear` and `nextAt`,
 *   or `return-too-soon` with `coolDownDays` and `nextAt`. `nextAt` is the instant from which it may, absent where the vendor allows none
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
  const { perYear, coolDownDays } = bounds;
  if (!isTooOften) return { outcome: 'refused', code: 'return-too-soon', details: { coolDownDays, ...nextAt } };
  return { outcome: 'refused', code: tooOften[kind], details: { perYear, ...nextAt } };
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
