import { Refusal } from '../src/refusal.ts';
import { decideReplacement, type LicenseComparison, type Replacement } from '../src/verify/compareLicenses.ts';
import type { Delivery } from '../src/verify/delivery.ts';
import type { VerifiedLicense } from '../src/verify/license.ts';
import { InstallationError } from './installationError.ts';
import { judgeDelivery, judgeKept, type LicensedMachine } from './licensedMachine.ts';

/** A license that is valid on this machine, and what it would replace. */
export interface WeighedOffer {
  /** Exact bytes. */
  readonly file: Uint8Array;
  readonly license: VerifiedLicense;
  readonly replacement: Replacement;
  /** Null without a valid license that it would replace. */
  readonly comparison: LicenseComparison | null;
}

/**
 * Verifies licenses that were brought, and compares the best of them with the installed one. Writes nothing.
 *
 * @param delivery untrusted; null or without licenses: the license that is kept
 * @throws Refusal every code of `judgeDelivery` and `verifyLicense`; InstallationError `license-missing`
 */
export function weighOffer(machine: LicensedMachine, delivery: Delivery | null): WeighedOffer {
  const installed = judgeKept(machine);
  const offered = delivery && delivery.licenses.length > 0 ? judgeDelivery(machine, delivery) : installed;
  if (!offered) throw new InstallationError('license-missing', { path: machine.paths.license });
  const { state, file } = offered;
  if (state.state === 'refused') throw new Refusal(state.code, state.details);
  const { license } = state;
  if (!installed || installed.state.state === 'refused') {
    return { file, license, replacement: 'install', comparison: null };
  }
  return { file, license, ...decideReplacement(license, installed.state.license) };
}
