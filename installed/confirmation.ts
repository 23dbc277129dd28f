import { sameBytes } from '../src/crypto/bytes.ts';
import { readActivationReceipt, writeActivationReceipt } from '../src/documents/activationReceipt.ts';
import { toInstant } from '../src/documents/instant.ts';
import { plainLabel } from '../src/documents/machineLabel.ts';
import { Refusal } from '../src/refusal.ts';
import { findLicense, type LicensedMachine } from './licensedMachine.ts';
import type { UserPaths } from './paths.ts';
import { readIfReadable, storeFile, textOf } from './storedFile.ts';

/**
 * Makes the activation receipt of the license in force, or returns the one that was made for it before.
 *
 * @returns exact bytes; null where no license is in force, or it names another installation key than this user's
 * @throws InstallationError `keep-failed`, `stored-unreadable`
 */
export async function confirmActivation(machine: LicensedMachine): Promise<Uint8Array | null> {
  const { installation, paths, system } = machine;
  const found = findLicense(machine);
  if (!found || found.state.state === 'refused' || !installation) return null;
  const { installationKey, licenseId, product } = found.state.license;
  if (!sameBytes(installation.publicKey, installationKey)) return null;
  const before = readReceipt(paths);
  if (before && readActivationReceipt(before).licenseId === licenseId) return before;
  const activatedAt = toInstant(system.now);
  const receipt = await writeActivationReceipt({ installationKey, licenseId, product, activatedAt }, installation);
  storeFile(paths.activation, receipt);
  return receipt;
}

/** @returns the receipt that was made last; null if there is none, or it is damaged */
export function readReceipt(paths: UserPaths): Uint8Array | null {
  const stored = readIfReadable(paths.activation);
  if (stored === null) return null;
  try {
    readActivationReceipt(stored);
    return stored;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** @returns what people call this machine; empty when it has no name */
export function readMachineLabel(paths: UserPaths): string {
  return plainLabel(textOf(readIfReadable(paths.name)) ?? '');
}

/**
 * @param name untrusted
 * @throws InstallationError `keep-failed`
 */
export function keepMachineLabel(paths: UserPaths, name: string): void {
  storeFile(paths.name, `${plainLabel(name)}\n`);
}
