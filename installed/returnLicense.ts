import { rmSync } from 'node:fs';
import { replaceLocked } from '../files/lockedFile.ts';
import { systemCode } from '../files/systemCode.ts';
import { sameBytes } from '../src/crypto/bytes.ts';
import type { Signer } from '../src/crypto/signer.ts';
import { toInstant } from '../src/documents/instant.ts';
import type { UnverifiedLicense } from '../src/documents/license.ts';
import { writeReturnReceipt } from '../src/documents/returnReceipt.ts';
import { type ReturnStanding, standingOfReturns } from '../src/issue/returnStanding.ts';
import { Refusal } from '../src/refusal.ts';
import { nonceForCode } from '../src/typed/returnNonce.ts';
import { hardwareOfCode } from '../src/verify/hardwareOfCode.ts';
import { authenticateLicense } from '../src/verify/license.ts';
import { openInstalled } from './delivery.ts';
import { InstallationError } from './installationError.ts';
import { findLicense, type LicensedMachine } from './licensedMachine.ts';
import { sharedPathsFor } from './paths.ts';
import { readPrevious } from './previousLicenses.ts';
import { addTombstones, type Tombstone, writeTombstones } from './tombstones.ts';

/** A license that can be returned, or one that was returned before and whose receipt is written again. */
export type Returnable = { readonly signer: Signer } & (
  | { readonly license: UnverifiedLicense; readonly before: null }
  | { readonly license: UnverifiedLicense | null; readonly before: Tombstone }
);

/**
 * Finds the license to return.
 *
 * @throws InstallationError `installation-key-missing`, `license-missing`; Refusal `installation-other`,
 *   `return-too-soon`, `return-too-often`, and every code of `authenticateLicense`
 */
export function findReturnable(machine: LicensedMachine): Returnable {
  const { installation: signer, returned } = machine;
  if (!signer) throw new InstallationError('installation-key-missing', { path: machine.paths.folder });
  const found = findLicense(machine);
  const license = found && authenticateLicense(found.file, issuerOf(machine));
  const before = license ? returned.find(({ licenseId }) => licenseId === license.licenseId) : returned.at(-1);
  if (before) return { signer, license, before };
  if (!license) throw new InstallationError('license-missing', { path: machine.paths.license });
  refuseOtherInstallation(license.installationKey, signer);
  refuseInVain(machine, license);
  return { signer, license, before: null };
}

function issuerOf({ keyset, profile }: LicensedMachine) {
  return { keyset: keyset.keyset, product: profile.product.id };
}

/** The vendor would refuse the receipt, and the license would be lost here. */
function refuseOtherInstallation(installationKey: Uint8Array, signer: Signer): void {
  if (!sameBytes(installationKey, signer.publicKey)) throw new Refusal('installation-other');
}

/** The vendor would refuse the receipt by now: this machine has returned a license too recently, or too often. */
function refuseInVain(machine: LicensedMachine, license: UnverifiedLicense): void {
  const refusal = returnStandingOf(machine, license)?.refusal;
  if (refusal) throw new Refusal(refusal.code, refusal.details);
}

/** @returns what this machine knows of the vendor's limits; null where none is known, or none applies to the license */
export function returnStandingOf(
  { profile, returned, system }: LicensedMachine,
  { serialMasked }: UnverifiedLicense,
): ReturnStanding | null {
  const { returns: limits } = profile;
  return limits && serialMasked !== undefined ? standingOfReturns(returned, limits, system.now) : null;
}

/**
 * Returns a license, irrevocably. The return is recorded first.
 *
 * @returns the receipt, exact bytes; the same again for a license that was returned before
 * @throws InstallationError `return-unwritten`
 */
export function returnLicense(machine: LicensedMachine, { license, before, signer }: Returnable): Promise<Uint8Array> {
  return receiptOf(before ?? recordReturn(machine, license), machine, signer);
}

/** From now on the license is refused here, before a receipt exists that frees its seat. */
function recordReturn(machine: LicensedMachine, license: UnverifiedLicense): Tombstone {
  const { system, paths, target, returned } = machine;
  const earlier = earlierOf(machine, license);
  const counter = (returned.at(-1)?.counter ?? 0) + 1;
  const tombstone: Tombstone = {
    licenseId: license.licenseId,
    ...(earlier.length > 0 && { earlier }),
    counter,
    nonce: nonceForCode(license.licenseId, counter),
    returnedAt: toInstant(system.now),
    withoutSerial: license.serialMasked === undefined,
    ...hardwareOfCode(license),
  };
  writeTombstones(paths.returned, [...returned, tombstone]);
  // For programs of other users. Without the right to write there, this user's own records still count.
  if (target) addTombstones(sharedPathsFor(target).returned, [tombstone]);
  return tombstone;
}

/** @returns ids of other licenses of the same seat that are kept here, such as the one before a renewal */
function earlierOf(machine: LicensedMachine, { licenseId, serialMasked, licenseType }: UnverifiedLicense): string[] {
  const files = [...machine.licenses.map(({ file }) => file), ...readPrevious(machine.paths)];
  const licenses = files.flatMap((file) => openInstalled(file).licenses).flatMap(({ candidates }) => candidates);
  const ofSeat = licenses.flatMap((file) => {
    const other = authenticIn(file, machine);
    const isSame = other && (serialMasked ?? licenseType) === (other.serialMasked ?? other.licenseType);
    return isSame && other.licenseId !== licenseId ? [other.licenseId] : [];
  });
  return [...new Set(ofSeat)];
}

function authenticIn(file: Uint8Array, machine: LicensedMachine): UnverifiedLicense | null {
  try {
    return authenticateLicense(file, issuerOf(machine));
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** @returns the receipt of a returned license, exact bytes, the same every time */
export function receiptOf(tombstone: Tombstone, { profile }: LicensedMachine, signer: Signer): Promise<Uint8Array> {
  return writeReturnReceipt({ installationKey: signer.publicKey, product: profile.product.id, ...tombstone }, signer);
}

/** A file that could not be removed, and the system's error code. */
export interface UnremovedFile {
  readonly path: string;
  readonly reason: string;
}

/** Removes the returned license and any request. @returns files that could not be removed */
export function removeLicense({ paths, target }: LicensedMachine): readonly UnremovedFile[] {
  const files = [paths.license, paths.offer, paths.request, ...(target ? [target.path] : [])];
  return files.flatMap((path) => {
    try {
      replaceLocked(path, () => rmSync(path, { force: true }));
      return [];
    } catch (error) {
      const reason = systemCode(error);
      if (reason === null) throw error;
      return [{ path, reason }];
    }
  });
}
