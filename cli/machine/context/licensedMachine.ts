import { decodeBase64 } from '../../../src/crypto/base64.ts';
import type { Signer } from '../../../src/crypto/signer.ts';
import type { Binding } from '../../../src/documents/bindings.ts';
import { identifyMachine, type MachineIdentity } from '../../../src/machine/identity.ts';
import type { HostEnvironment } from '../../../src/machine/survey.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { VendorProfile } from '../../../src/vendor/profile.ts';
import { newestKeyset, openDelivery, type TrustedKeyset } from '../../../src/verify/delivery.ts';
import { type LastSeen, nextLastSeen, readLastSeen, writeLastSeen } from '../../../src/verify/lastSeen.ts';
import { authenticateLicense, type IssuerContext, type VerifiedLicense } from '../../../src/verify/license.ts';
import { judgeLicenses, type LicenseState, type StateContext } from '../../../src/verify/licenseState.ts';
import { readInstallationKey } from '../installed/installationKey.ts';
import { type Paths, pathsFor } from '../installed/paths.ts';
import { readStored, readStoredText, storeInAny } from '../installed/storedFile.ts';
import { readTombstones, type Tombstone } from '../installed/tombstones.ts';
import { readProfileFor } from './profile.ts';
import type { System } from './system.ts';

/** One product on this machine: its profile, the hardware, and the files that the tool stores. */
export interface LicensedMachine {
  readonly system: System;
  readonly profile: VendorProfile;
  readonly paths: Paths;
  readonly surroundings: HostEnvironment;
  readonly identity: MachineIdentity;
  /** Null before the first request of this installation. */
  readonly installation: Signer | null;
  /** The newest keyset that reached this machine. */
  readonly keyset: TrustedKeyset;
  readonly lastSeen: readonly (LastSeen | null)[];
  readonly returned: readonly Tombstone[];
}

/**
 * Surveys the machine and reads the files that the tool stores on it. Writes nothing.
 *
 * @throws CommandError as `readProfileFor` and `readInstallationKey`; Refusal `keyset-missing`, and every code of
 *   `verifyKeyset`
 */
export function openMachine(profilePath: string | undefined, system: System): LicensedMachine {
  return openMachineFor(readProfileFor(profilePath, system), system);
}

/** As {@link openMachine}, with a profile that is already read. */
export function openMachineFor(profile: VendorProfile, system: System): LicensedMachine {
  const paths = pathsFor(profile.product.id, system);
  const survey = system.survey();
  const stored = readStored(paths.keyset);
  const own = new TextEncoder().encode(profile.keyset);
  const keyset = newestOf(profile, stored === null ? [own] : [own, stored]);
  const known = bindingsIn(readStored(paths.license), { keyset: keyset.keyset, product: profile.product.id });
  return {
    system,
    profile,
    paths,
    surroundings: survey.surroundings,
    identity: identifyMachine(profile.product.id, survey, known),
    installation: readInstallationKey(paths.installationKey),
    keyset,
    lastSeen: paths.lastSeen.map((path) => readLastSeen(readStoredText(path))),
    returned: readTombstones(paths.returned),
  };
}

/** @returns what the stored license is bound to; nothing if it is missing or not genuine */
function bindingsIn(license: Uint8Array | null, issuer: IssuerContext): readonly Binding[] {
  try {
    return license === null ? [] : authenticateLicense(license, issuer).bindings;
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** The license for this machine in a file of one or more licenses. */
export interface JudgedLicense {
  /** Exact bytes; the first license if none is for this machine. */
  readonly file: Uint8Array;
  readonly state: LicenseState;
  /** With the keyset of the same file, if that is newer. */
  readonly machine: LicensedMachine;
}

/**
 * @param file exact bytes of a license or a bundle, untrusted
 * @throws Refusal `document-type-wrong` for a file without a license; `keyset-…`, `key-unknown` for keysets alone that do
 *   not verify
 */
export function judgeDelivery(machine: LicensedMachine, file: Uint8Array): JudgedLicense {
  const { keysets, licenses } = openDelivery(file);
  const informed = withKeysets(machine, keysets);
  const [first, ...others] = licenses;
  if (!first) throw new Refusal('document-type-wrong', { expected: 'license', found: 'keyset' });
  return { ...judgeLicenses([first, ...others], stateContextOf(informed)), machine: informed };
}

/** @returns the machine with the newest keyset: one of these, if genuine, or its own */
export function withKeysets(machine: LicensedMachine, keysets: readonly Uint8Array[]): LicensedMachine {
  return { ...machine, keyset: newestOf(machine.profile, [machine.keyset.file, ...keysets]) };
}

function stateContextOf({
  keyset,
  profile,
  installation,
  identity,
  system,
  lastSeen,
  returned,
}: LicensedMachine): StateContext {
  return {
    keyset: keyset.keyset,
    product: profile.product.id,
    // Without an installation key no license can match: no license may name this key.
    installationKey: installation?.publicKey ?? new Uint8Array(32),
    bindings: identity.shown,
    now: system.now,
    lastSeen,
    returned: returned.map(({ licenseId }) => licenseId),
  };
}

/**
 * Records the latest moment that has certainly passed, so that setting the clock back is noticed.
 *
 * @returns false if no file could be written
 */
export function recordLastSeen(
  { system, paths, keyset, lastSeen }: LicensedMachine,
  license: VerifiedLicense,
): boolean {
  const known = { signed: [license.issuedAt, keyset.keyset.issuedAt], lastSeen };
  return storeInAny(paths.lastSeen, writeLastSeen(nextLastSeen(system.now, known)));
}

function newestOf({ rootKeys, product }: VendorProfile, files: readonly Uint8Array[]): TrustedKeyset {
  return newestKeyset(files, {
    rootKeys: rootKeys.map((key) => decodeBase64(key) ?? new Uint8Array()),
    product: product.id,
  });
}
