import { midnightBefore, millisecondsOf, toInstant, usualStart } from '../documents/instant.ts';
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
  /** From when these days count: each request, the first activation of the serial number, or its sale; `request` if absent. */
  readonly validFrom?: 'request' | 'activation' | 'sale';
  /** Once per machine, with its days from the machine's first activation; only without serial number. */
  readonly trial?: boolean;
  /** Days after which a renewal is due; without it, none ever is. */
  readonly renewAfterDays?: number;
}

/** What determines when the licenses of a serial number end. All are instants. */
export interface SoldTerm {
  readonly soldAt: string;
  /** Absent: it has yielded no license yet. */
  readonly firstActivatedAt?: string;
  /** Days after which a license ends; overrides the license type. */
  readonly termDays?: number;
  /**
   * Its end: as sold, as extended, or as its days set it when they began to count from sale or activation. Whatever set it,
   * this instant is the end.
   */
  readonly expiresAt?: string;
}

/** When a license is issued, and what came before. */
export interface IssueMoment {
  readonly now: Date;
  /** Null when the license type needs no serial number. */
  readonly serial: SoldTerm | null;
  /** Instant at which the machine's trial began; null: it begins now. Ignored for other types. */
  readonly trialSince: string | null;
}

type TermRule = Pick<LicenseTypeRule, 'validForDays' | 'validFrom'>;

/** @returns whether the days of a type set the end of its serial numbers, instead of beginning anew with each request */
export function isTermOfSerial({ validFrom }: TermRule): boolean {
  return validFrom === 'activation' || validFrom === 'sale';
}

/**
 * Determines from when a serial number yields no more licenses.
 *
 * @returns instant; undefined when it never ends, or its days have not begun to count
 */
export function serialEnd(type: TermRule, serial: SoldTerm): string | undefined {
  if (serial.expiresAt !== undefined) return serial.expiresAt;
  const days = serial.termDays ?? type.validForDays;
  const starts = { sale: serial.soldAt, activation: serial.firstActivatedAt, request: undefined };
  const start = starts[type.validFrom ?? 'request'];
  return days === undefined || start === undefined ? undefined : termEnd(start, days);
}

/** @returns instant at which the trial of a machine ends; undefined when it has had none */
export function trialEnd({ trial, validForDays }: LicenseTypeRule, trialSince: string | null): string | undefined {
  if (trial !== true || validForDays === undefined || trialSince === null) return undefined;
  return termEnd(trialSince, validForDays);
}

/** Computes start, end and renewal of a license, all at midnight UTC. */
export function licenseDates(
  type: LicenseTypeRule,
  start: IssueMoment,
): Pick<LicenseFields, 'startDate' | 'stopDate' | 'updateDate'> {
  const now = start.now.getTime();
  const end = licenseEnd(type, start);
  const { renewAfterDays } = type;
  const due = renewAfterDays === undefined ? undefined : midnightBefore(now + renewAfterDays * DAY);
  const update = due === undefined || end === undefined ? due : Math.min(due, millisecondsOf(end));
  return {
    startDate: usualStart(now),
    ...(end !== undefined && { stopDate: end }),
    ...(update !== undefined && { updateDate: toInstant(new Date(update)) }),
  };
}

function licenseEnd(type: LicenseTypeRule, { now, serial, trialSince }: IssueMoment): string | undefined {
  const fixed = serial === null ? trialEnd(type, trialSince) : serialEnd(type, serial);
  const isRenewed = (type.validFrom ?? 'request') === 'request' && type.trial !== true;
  const days = serial?.termDays ?? type.validForDays;
  if (days === undefined || (fixed !== undefined && !isRenewed)) return fixed;
  const counted = termEnd(toInstant(now), days);
  return fixed !== undefined && fixed < counted ? fixed : counted;
}

/**
 * @param start instant from which the days count
 * @returns midnight UTC after that many whole days
 */
export function termEnd(start: string, days: number): string {
  return toInstant(new Date(midnightBefore(millisecondsOf(start) + (days + 1) * DAY)));
}
