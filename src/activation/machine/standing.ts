import { millisecondsOf } from '../../documents/instant.ts';
import { Refusal } from '../../refusal.ts';
import { type MachineContext, type VerifiedLicense, verifyLicense } from '../../verify/license.ts';
import type { KeptRefusal } from '../records.ts';

/** A stored license of this machine, and whether its dates let it count now. */
export interface LicenseStanding {
  /** Verified; where it does not count now, at an instant of its term. */
  readonly license: VerifiedLicense;
  /** Why it does not count now: `license-expired` or `license-not-yet-valid`; null while it does. */
  readonly outOfTerm: KeptRefusal | null;
}

/**
 * Verifies a stored license. One that has ended is still this machine's: its facts can be shown, and it can be renewed
 * and returned.
 *
 * @param file exact bytes
 * @throws Refusal every code of `verifyLicense` but those two
 */
export function standingOf(file: Uint8Array, context: MachineContext): LicenseStanding {
  try {
    return { license: verifyLicense(file, context), outOfTerm: null };
  } catch (error) {
    const now = error instanceof Refusal ? instantInTerm(error) : null;
    if (!now || !(error instanceof Refusal)) throw error;
    // The dates are checked last, so that everything else is valid.
    return {
      license: verifyLicense(file, { ...context, now }),
      outOfTerm: { code: error.code, details: error.details },
    };
  }
}

function instantInTerm({ code, details: { startDate, stopDate } }: Refusal): Date | null {
  if (code === 'license-expired') return new Date(millisecondsOf(String(stopDate)) - 1);
  return code === 'license-not-yet-valid' ? new Date(millisecondsOf(String(startDate))) : null;
}

/** Whether a refusal by a license's dates no longer holds, because the clock was corrected. */
export function isRefuted({ code, details: { startDate, stopDate } }: KeptRefusal, now: Date): boolean {
  if (code === 'license-expired') return now.getTime() < millisecondsOf(String(stopDate));
  return code === 'license-not-yet-valid' && now.getTime() >= millisecondsOf(String(startDate));
}
