import type { SerialChangeInput } from '../../contract/admin/serialChange.ts';
import type { Serial } from '../../contract/admin/serials.ts';
import { readExpiry } from '../../contract/expiry.ts';
import { contractLimits } from '../../contract/limits.ts';
import { lastDayOf } from '../../documents/lastDay.ts';
import { featuresIn, wholeNumber } from './mintModel.ts';

/** Contents of the form that changes a serial number. */
export interface ChangeDraft {
  readonly licenseType: string;
  readonly seats: string;
  /** The last day, `YYYY-MM-DD`, UTC; empty: no end. */
  readonly expires: string;
  readonly termDays: string;
  /** Separated by commas. */
  readonly features: string;
  readonly holder: string;
  readonly note: string;
  readonly reason: string;
}

/** @returns the form with what the serial number has */
export function draftOf(serial: Serial): ChangeDraft {
  return {
    licenseType: serial.licenseType,
    seats: String(serial.seats),
    expires: serial.expiresAt === null ? '' : lastDayOf(serial.expiresAt, 'UTC').day,
    termDays: serial.termDays === null ? '' : String(serial.termDays),
    features: serial.features.join(', '),
    holder: serial.holder,
    note: serial.note,
    reason: '',
  };
}

/**
 * @returns what differs from the serial number and the reason; null when nothing does. An end that is not at midnight stays
 *   as it is unless the person chose another day
 * @throws Refusal `serial-terms-invalid` with the invalid `field`
 */
export function changeOf(serial: Serial, draft: ChangeDraft): SerialChangeInput | null {
  const before = draftOf(serial);
  const differs = (name: keyof ChangeDraft) => draft[name].trim() !== before[name].trim();
  const { seats, termDays } = contractLimits;
  const days = draft.termDays.trim();
  const change: SerialChangeInput = {
    ...(differs('licenseType') && { licenseType: draft.licenseType }),
    ...(differs('seats') && { seats: wholeNumber('seats', draft.seats, seats) }),
    ...(differs('expires') && { expiresAt: draft.expires === '' ? null : readExpiry(draft.expires) }),
    ...(differs('termDays') && { termDays: days === '' ? null : wholeNumber('termDays', days, termDays) }),
    ...(differs('features') && { features: featuresIn(draft.features) }),
    ...(differs('holder') && { holder: draft.holder.trim() }),
    ...(differs('note') && { note: draft.note.trim() }),
  };
  if (Object.keys(change).length === 0) return null;
  return { ...change, ...(draft.reason.trim() !== '' && { reason: draft.reason.trim() }) };
}
