import { rmSync } from 'node:fs';
import { outlastLock } from '../files/lockedFile.ts';
import { sameBytes } from '../src/crypto/bytes.ts';
import type { LicenseComparison } from '../src/verify/compareLicenses.ts';
import type { Delivery } from '../src/verify/delivery.ts';
import type { VerifiedLicense } from '../src/verify/license.ts';
import type { JudgedFile } from '../src/verify/licenseState.ts';
import { deliveryFile, openInstalled } from './delivery.ts';
import { InstallationError } from './installationError.ts';
import { recordLastSeen } from './installedProduct.ts';
import { checkInstallTarget, writeLicense } from './installTarget.ts';
import { learnKeysets, refuseUnusable } from './learnKeysets.ts';
import type { LicensedMachine } from './licensedMachine.ts';
import type { UserPaths } from './paths.ts';
import { keepPrevious } from './previousLicenses.ts';
import { reasonOf, tryToStore } from './storedFile.ts';
import { weighOffer } from './weighOffer.ts';

/** What happened to a license. */
export type InstallOutcome =
  /** It is valid on this machine and installed. */
  | {
      readonly outcome: 'installed';
      /** With the newest keyset. */
      readonly machine: LicensedMachine;
      readonly license: VerifiedLicense;
      /** Paths of the copies of what was replaced. */
      readonly previous: readonly string[];
      /** Null if this user's own copy was stored; else the system's error code. */
      readonly storageError: string | null;
      /** Whether the keyset and the time could be stored. */
      readonly isTimeStored: boolean;
    }
  /** It would replace a better one (`ask`), or the installed one was issued later and stays (`kept`). */
  | {
      readonly outcome: 'ask' | 'kept';
      readonly machine: LicensedMachine;
      readonly comparison: LicenseComparison;
      /** The license that was not installed, followed by the newest keyset. */
      readonly delivery: Uint8Array;
    }
  /** A keyset came alone and is stored, and there is no license yet. */
  | { readonly outcome: 'learned'; readonly machine: LicensedMachine };

export interface InstallChoice {
  /** Whether a better license may be replaced, or one that was issued later. */
  readonly replace: boolean;
  /** The file that the license came in, for messages if nothing can be written; null if there is none. */
  readonly source: string | null;
}

/**
 * Verifies licenses, and installs the best one where the product reads it. Keyset and copy are stored first, so that
 * nothing is lost if the installation fails; what is replaced is kept.
 *
 * @param delivery untrusted; null for the license that is kept
 * @throws Refusal every code of `judgeDelivery` and `verifyLicense`; `keyset-…` for keysets alone; InstallationError
 *   `license-missing`, `license-nowhere`, `keep-failed`, `target-…`
 */
export function installLicense(
  opened: LicensedMachine,
  delivery: Delivery | null,
  choice: InstallChoice,
): InstallOutcome {
  if (delivery?.licenses.length === 0) refuseUnusable(opened, delivery.keysets);
  const { machine, storageError: keysetError } = learnKeysets(opened, delivery?.keysets ?? []);
  if (delivery?.licenses.length === 0 && machine.licenses.length === 0 && keysetError === null) {
    return { outcome: 'learned', machine };
  }
  const { file, license, replacement, comparison } = weighOffer(machine, delivery);
  if (comparison && replacement !== 'install' && !choice.replace) {
    const outcome = replacement === 'keep' ? 'kept' : 'ask';
    return { outcome, machine, comparison, delivery: deliveryFile([file], machine.keyset) };
  }
  const { previous, storageError, isSeenStored } = write(machine, { file, license }, choice.source);
  const isTimeStored = keysetError === null && isSeenStored;
  return { outcome: 'installed', machine, license, previous, storageError, isTimeStored };
}

interface Valid extends Pick<JudgedFile, 'file'> {
  readonly license: VerifiedLicense;
}

function write(machine: LicensedMachine, { file, license }: Valid, source: string | null) {
  const { paths, target, keyset, system } = machine;
  const content = deliveryFile([file], keyset);
  const replaced = [paths.license, ...(target ? [target.path] : [])].map((path) => keepUnless(file, path, machine));
  const previous = [...new Set(replaced.filter((path) => path !== null))];
  const storageError = tryToStore(paths.license, content);
  const isSeenStored = recordLastSeen(machine, license, system.now);
  if (storageError === null) removeRequest(paths);
  if (target === null && storageError !== null) throw unwrittenError(paths.license, storageError, source);
  if (target !== null) installAt(machine, content, storageError === null ? paths.license : source);
  removeRequest(paths);
  return { previous, storageError, isSeenStored };
}

/** Keeps a copy of a file that holds more than the license that replaces it. */
function keepUnless(license: Uint8Array, path: string, { paths, system, licenses }: LicensedMachine): string | null {
  const kept = licenses.find((one) => one.path === path);
  const parts = kept ? openInstalled(kept.file).licenses.flatMap(({ candidates }) => candidates) : [];
  if (kept && parts.every((part) => sameBytes(part, license))) return null;
  return keepPrevious(path, paths, system.now);
}

/** @param copy where else the license is; null: nowhere */
function installAt({ target }: LicensedMachine, content: Uint8Array, copy: string | null): void {
  if (target === null) return;
  try {
    checkInstallTarget(target, { kept: copy ?? '' });
    writeLicense(target, content, { kept: copy ?? '' });
  } catch (error) {
    if (copy !== null || !(error instanceof InstallationError)) throw error;
    throw unwrittenError(target.path, String(error.details.reason), null);
  }
}

/** Removes the answered request. If that fails, the wizard shows it once more, which does no harm. */
export function removeRequest({ request }: Pick<UserPaths, 'request'>): void {
  reasonOf(() => outlastLock(() => rmSync(request, { force: true })));
}

function unwrittenError(path: string, reason: string, source: string | null): InstallationError {
  return new InstallationError('license-nowhere', { path, reason, file: source ?? '' });
}
