import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { systemCode } from '../../../hardware/systemCode.ts';
import type { Signer } from '../../../src/crypto/signer.ts';
import { toInstant } from '../../../src/documents/instant.ts';
import type { UnverifiedLicense } from '../../../src/documents/license.ts';
import { writeReturnReceipt } from '../../../src/documents/returnReceipt.ts';
import { Refusal } from '../../../src/refusal.ts';
import { authenticateLicense } from '../../../src/verify/license.ts';
import { CommandError } from '../../errors.ts';
import type { MachineContext } from '../context/machineContext.ts';
import { findLicense } from './findLicense.ts';
import type { InstallTarget } from './installTarget.ts';
import { type Tombstone, writeTombstones } from './tombstones.ts';

/** What can be given back here: a license, or once more what was given back before. */
export type Returnable = { readonly signer: Signer } & (
  | { readonly license: UnverifiedLicense; readonly before: null }
  | { readonly license: UnverifiedLicense | null; readonly before: Tombstone }
);

/**
 * @throws Trouble `installation-key-missing`, `license-missing`; Refusal `installation-other`, and every code of
 *   `authenticateLicense`
 */
export function findReturnable(machine: MachineContext, target: InstallTarget | null): Returnable {
  const { installation: signer, returned } = machine;
  if (!signer) throw new CommandError('installation-key-missing', {});
  const found = findLicense(machine, target);
  const license = found && authenticateLicense(found.file, issuerOf(found.machine));
  const before = license ? returned.find(({ licenseId }) => licenseId === license.licenseId) : returned.at(-1);
  if (before) return { signer, license, before };
  if (!license) throw new CommandError('license-missing', {});
  refuseOtherInstallation(license.installationKey, signer);
  return { signer, license, before: null };
}

function issuerOf({ keyset, profile }: MachineContext) {
  return { keyset: keyset.keyset, product: profile.product.id };
}

/** The vendor would refuse the receipt, and the license would be gone here nevertheless. */
function refuseOtherInstallation(installationKey: Uint8Array, signer: Signer): void {
  const isSame = installationKey.every((byte, index) => byte === signer.publicKey[index]);
  if (!isSame) throw new Refusal('installation-other');
}

/**
 * Gives a license back, for good: it is written down first.
 *
 * @returns the receipt, exact bytes; the same again for what was given back before
 * @throws Trouble `return-unwritten`
 */
export function returnLicense(machine: MachineContext, { license, before, signer }: Returnable): Promise<Uint8Array> {
  return receiptOf(before ?? recordReturn(machine, license.licenseId), machine, signer);
}

/** From here on the license is refused, before there is anything by which its seat could be given away. */
function recordReturn({ system, paths, returned }: MachineContext, licenseId: string): Tombstone {
  const tombstone: Tombstone = {
    licenseId,
    counter: (returned.at(-1)?.counter ?? 0) + 1,
    nonce: randomBytes(16).toString('base64url'),
    returnedAt: toInstant(system.now),
  };
  writeTombstones(paths.returned, [...returned, tombstone]);
  return tombstone;
}

/** @returns the receipt, exact bytes, of what was given back at any time */
export function receiptOf(tombstone: Tombstone, { profile }: MachineContext, signer: Signer): Promise<Uint8Array> {
  return writeReturnReceipt({ installationKey: signer.publicKey, product: profile.product.id, ...tombstone }, signer);
}

/** A file of a license that holds no more, and why it is there still. */
export interface UnremovedFile {
  readonly path: string;
  readonly reason: string;
}

/** Removes the license that was given back, and a request for another. @returns what could not be removed */
export function removeLicense({ paths }: MachineContext, target: InstallTarget | null): readonly UnremovedFile[] {
  const files = [paths.license, paths.request, ...(target ? [target.path] : [])];
  return files.flatMap((path) => {
    try {
      rmSync(path, { force: true });
      return [];
    } catch (error) {
      const reason = systemCode(error);
      if (reason === null) throw error;
      return [{ path, reason }];
    }
  });
}
