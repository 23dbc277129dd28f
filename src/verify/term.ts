import { millisecondsOf } from '../documents/instant.ts';
import { daysUntil } from '../documents/lastDay.ts';
import type { LicenseFields } from '../documents/license.ts';

/** Days before its end from which a license expires soon, where nothing else is set. */
export const defaultWarnDays = 30;

/** How near the end of a license is. A license without end and renewal date is always `running`. */
export type LicenseTerm =
  | { readonly term: 'running' }
  /** It has no end, but the vendor asks for a renewal. */
  | { readonly term: 'renewal-due' }
  /** A renewal is due, or the end is near. `daysLeft`: days, rounded up. */
  | { readonly term: 'ending'; readonly stopDate: string; readonly daysLeft: number }
  | { readonly term: 'ended'; readonly stopDate: string };

/**
 * Determines whether a license is to be renewed: the one rule for page, command line and library.
 *
 * @param warnDays days before its end from which a license expires soon
 */
export function termOf(
  { stopDate, updateDate }: Pick<LicenseFields, 'stopDate' | 'updateDate'>,
  now: Date,
  warnDays = defaultWarnDays,
): LicenseTerm {
  const isDue = updateDate !== undefined && now.getTime() >= millisecondsOf(updateDate);
  if (stopDate === undefined) return { term: isDue ? 'renewal-due' : 'running' };
  if (now.getTime() >= millisecondsOf(stopDate)) return { term: 'ended', stopDate };
  const daysLeft = daysUntil(stopDate, now);
  return isDue || daysLeft <= warnDays ? { term: 'ending', stopDate, daysLeft } : { term: 'running' };
}
