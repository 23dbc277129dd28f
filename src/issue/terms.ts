import { millisecondsOf, toInstant } from '../documents/instant.ts';
import type { Entitlement, LicenseFields } from '../documents/license.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What a vendor grants with one license type. */
export interface LicenseTypeRule {
  readonly id: string;
  readonly serialNumber: 'required' | 'none';
  readonly features: readonly string[];
  readonly entitlements: readonly Entitlement[];
  /** Days after which a license ends; without it, a license has no end. */
  readonly validForDays?: number;
  /** Days after which a renewal is due; without it, none ever is. */
  readonly renewAfterDays?: number;
}

/**
 * Computes start, end and renewal of a license, all at midnight UTC. The start is at least twelve hours back: the clock of
 * a machine without network may be slow, or set to local time and read as UTC.
 *
 * @param serialExpiry instant at which the serial number ends, and with it every license
 */
export function licenseDates(
  { validForDays, renewAfterDays }: LicenseTypeRule,
  now: Date,
  serialExpiry: string | undefined,
): Pick<LicenseFields, 'startDate' | 'stopDate' | 'updateDate'> {
  const ends = [
    ...(validForDays === undefined ? [] : [midnightBefore(now.getTime() + (validForDays + 1) * DAY)]),
    ...(serialExpiry === undefined ? [] : [millisecondsOf(serialExpiry)]),
  ];
  const end = ends.length > 0 ? Math.min(...ends) : undefined;
  const due = renewAfterDays === undefined ? undefined : midnightBefore(now.getTime() + renewAfterDays * DAY);
  const update = due === undefined ? undefined : Math.min(due, end ?? due);
  return {
    startDate: toInstant(new Date(midnightBefore(now.getTime() - DAY / 2))),
    ...(end !== undefined && { stopDate: toInstant(new Date(end)) }),
    ...(update !== undefined && { updateDate: toInstant(new Date(update)) }),
  };
}

function midnightBefore(milliseconds: number): number {
  return Math.floor(milliseconds / DAY) * DAY;
}
