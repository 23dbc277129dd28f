import { millisecondsOf } from '../documents/instant.ts';
import { Refusal, type RefusalCode, type RefusalDetails } from '../refusal.ts';
import { type MachineContext, type VerifiedLicense, verifyLicense } from './license.ts';

/** Why the dates of a license refuse it: `license-expired` or `license-not-yet-valid`. */
export interface TermRefusal {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
}

/** A stored license of this machine, and whether its dates let it count now. */
export interface LicenseStanding {
  /** Verified; where it does not count now, at an instant of its term. */
  readonly license: VerifiedLicense;
  /** Why it does not count now; null while it does. */
  readonly outOfTerm: TermRefusal | null;
}

/**
 * Verifies a stored license. One that has ended is still this machine's: its facts can be shown, and it can be renewed
 * and returned.
 *
 * @param file exact bytes
 * @throws Refusal every code of `verifyLicense` but those of its dates
 */
export function standingOf(file: Uint8Array, context: MachineContext): LicenseStanding {
  try {
    return { license: verifyLicense(file, context), outOfTerm: null };
  } catch (error) {
    const now = error instanceof Refusal ? instantInTerm(error) : null;
    if (!now || !(error instanceof Refusal)) throw error;
    // The dates are checked last, so that everything else is valid.
    const license = verifyLicense(file, { ...context, now });
    return { license, outOfTerm: { code: error.code, details: error.details } };
  }
}

/** Whether a refusal by a license's dates no longer holds, because the clock was corrected. */
export function isRefuted({ code, details: { startDate, stopDate } }: TermRefusal, now: Date): boolean {
  if (code === 'license-expired') return now.getTime() < millisecondsOf(String(stopDate));
  return code === 'license-not-yet-valid' && now.getTime() >= millisecondsOf(String(startDate));
}

function instantInTerm({ code, details: { startDate, stopDate } }: Refusal): Date | null {
  if (code === 'license-expired') return new Date(millisecondsOf(String(stopDate)) - 1);
  return code === 'license-not-yet-valid' ? new Date(millisecondsOf(String(startDate))) : null;
}
