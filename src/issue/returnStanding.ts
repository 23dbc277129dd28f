import { toInstant } from '../documents/instant.ts';
import type { RefusalCode, RefusalDetails } from '../refusal.ts';
import { boundChange, CHANGES_COUNTED_FOR_DAYS, type ChangeBounds, type SeatChange } from './seatChanges.ts';

/** A return that a machine recorded. */
export interface OwnReturn {
  /** Instant, by the machine's clock. */
  readonly returnedAt: string;
  /** The license had no serial number: no limit counts it. Absent in records of earlier versions. */
  readonly withoutSerial?: boolean;
}

/** How often this machine may still return a license, as far as it can know. */
export interface ReturnStanding {
  readonly bounds: ChangeBounds;
  /** The newest return that counts; null without any in 365 days. */
  readonly lastAt: string | null;
  /** How many returns are possible in 365 days, this one included; the service may have counted more changes. */
  readonly left: number;
  /** From when the next one is possible if a license is returned now; null where none will be. */
  readonly nextAfterThis: string | null;
  /** Why the service would refuse a return now; null where nothing known speaks against it. */
  readonly refusal: { readonly code: RefusalCode; readonly details: RefusalDetails } | null;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Applies the vendor's limits to the returns that the machine itself recorded, so that it does not give up a license whose
 * receipt will be refused. The service counts from the arrival of each receipt, which is never earlier.
 *
 * @param earlier a time in the future does not count: the clock was wrong then, or is wrong now
 */
export function standingOfReturns(earlier: readonly OwnReturn[], bounds: ChangeBounds, now: Date): ReturnStanding {
  const since = toInstant(new Date(now.getTime() - CHANGES_COUNTED_FOR_DAYS * DAY));
  const until = toInstant(now);
  const changes: readonly SeatChange[] = earlier
    .filter(({ returnedAt, withoutSerial }) => !withoutSerial && returnedAt > since && returnedAt <= until)
    .map(({ returnedAt }) => ({ kind: 'returned', at: returnedAt }));
  const next = boundChange('returned', [...changes, { kind: 'returned', at: until }], bounds, now);
  const refused = boundChange('returned', changes, bounds, now);
  return {
    bounds,
    lastAt:
      changes
        .map(({ at }) => at)
        .sort()
        .at(-1) ?? null,
    left: Math.max(0, bounds.perYear - changes.length),
    nextAfterThis: next === null ? until : ((next.details.nextAt as string | undefined) ?? null),
    refusal: refused && { code: refused.code, details: refused.details },
  };
}
