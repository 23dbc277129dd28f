import { type DigestedMachine, machineDigest } from '../src/documents/byCode/machineDigest.ts';
import { machineId } from '../src/documents/machineId.ts';
import { type RequestFields, readRequest } from '../src/documents/request.ts';
import { readReturnReceipt } from '../src/documents/returnReceipt.ts';
import { Refusal } from '../src/refusal.ts';
import { writeInstallationCode } from '../src/typed/installationCode.ts';
import { licenseFromCode } from '../src/typed/licenseFromCode.ts';
import { codeOfReceipt } from '../src/typed/returnCode.ts';
import { vocabularyOf } from '../src/typed/vocabulary.ts';
import { InstallationError } from './installationError.ts';
import type { LicensedMachine } from './licensedMachine.ts';
import { readStored } from './storedFile.ts';

/** @param request of this machine @returns its groups */
export function installationCodeOf({ profile }: LicensedMachine, request: RequestFields): string[] {
  return writeInstallationCode({
    vocabulary: vocabularyOf(profile),
    keysetVersion: request.keysetVersion,
    digest: machineDigest(request),
    machineId: machineId(request.installationKey),
  });
}

/**
 * Rebuilds the license that a confirmation code gives to this machine.
 *
 * @param groups as typed
 * @returns the file's exact bytes, to be installed as any other
 * @throws Refusal as `licenseFromCode`; InstallationError `installation-key-missing` before the first request
 */
export function licenseByCode(machine: LicensedMachine, groups: readonly string[]): Uint8Array {
  const { profile, keyset } = machine;
  const context = { vocabulary: vocabularyOf(profile), keyset: keyset.keyset };
  let first: Refusal | null = null;
  for (const described of descriptionsOf(machine)) {
    try {
      return licenseFromCode(groups, { ...context, machine: described });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      first ??= error;
    }
  }
  throw first ?? new InstallationError('installation-key-missing', { path: machine.paths.installationKey });
}

/**
 * @param receipt of a return that this machine recorded, exact bytes
 * @returns groups of its return code; null for one of an earlier version, which no code can tell
 */
export function returnCodeOf(receipt: Uint8Array, { returned }: Pick<LicensedMachine, 'returned'>): string[] | null {
  const { licenseId } = readReturnReceipt(receipt);
  return codeOfReceipt(receipt, returned.find((one) => one.licenseId === licenseId)?.hardware);
}

/** The machine as its last request describes it, and as it is now: one of them made the installation code. */
function descriptionsOf({ profile, paths, installation, identity }: LicensedMachine): readonly DigestedMachine[] {
  const stored = readStored(paths.request);
  const now = installation && {
    product: profile.product.id,
    installationKey: installation.publicKey,
    bindings: identity.bindings,
  };
  return [...(stored ? [readRequest(stored)] : []), ...(now ? [now] : [])];
}
