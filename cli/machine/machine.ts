import { decodeBase64 } from '../../src/crypto/base64.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import { identifyMachine, type MachineIdentity } from '../../src/machine/identity.ts';
import type { HostEnvironment } from '../../src/machine/survey.ts';
import { Refusal } from '../../src/refusal.ts';
import type { VendorProfile } from '../../src/vendor/profile.ts';
import { newestKeyset, openDelivery, type ReliedKeyset } from '../../src/verify/delivery.ts';
import { type LastSeen, nextLastSeen, readLastSeen, writeLastSeen } from '../../src/verify/lastSeen.ts';
import type { VerifiedLicense } from '../../src/verify/license.ts';
import { judgeLicenses, type LicenseState, type StateContext } from '../../src/verify/licenseState.ts';
import { readInstallationKey } from './installationKey.ts';
import { keepInAny, readKept, readKeptText } from './keep.ts';
import { type Paths, pathsFor } from './places.ts';
import { readProfileFor } from './profile.ts';
import { readTombstones, type Tombstone } from './returned.ts';
import type { System } from './world.ts';

/** Everything that is known about one product on this machine. */
export interface Machine {
  readonly system: System;
  readonly profile: VendorProfile;
  readonly paths: Paths;
  readonly surroundings: HostEnvironment;
  readonly identity: MachineIdentity;
  /** Null when this installation has not made a request yet. */
  readonly installation: Signer | null;
  /** The newest that came to this machine. */
  readonly keyset: ReliedKeyset;
  readonly lastSeen: readonly (LastSeen | null)[];
  readonly returned: readonly Tombstone[];
}

/**
 * Looks at the machine and at what the tool has kept on it. Writes nothing.
 *
 * @throws Trouble of `readProfileFor` and `readInstallationKey`; Refusal `keyset-missing` and every code of `verifyKeyset`
 */
export function openMachine(profilePath: string | undefined, system: System): Machine {
  return machineOf(readProfileFor(profilePath, system), system);
}

/** As {@link openMachine}, with a profile that was read. */
export function machineOf(profile: VendorProfile, system: System): Machine {
  const paths = pathsFor(profile.product.id, system);
  const survey = system.survey();
  const kept = readKept(paths.keyset);
  const own = new TextEncoder().encode(profile.keyset);
  return {
    system,
    profile,
    paths,
    surroundings: survey.surroundings,
    identity: identifyMachine(profile.product.id, survey),
    installation: readInstallationKey(paths.installationKey),
    keyset: newestOf(profile, kept === null ? [own] : [own, kept]),
    lastSeen: paths.lastSeen.map((path) => readLastSeen(readKeptText(path))),
    returned: readTombstones(paths.returned),
  };
}

/** A file of one license or several, held against this machine. */
export interface Judged {
  /** The license that is meant for this machine, or the first one where none is; exact bytes. */
  readonly file: Uint8Array;
  readonly state: LicenseState;
  /** The machine with the keyset that came along, where that is newer. */
  readonly machine: Machine;
}

/**
 * @param file exact bytes, of a license or a bundle
 * @throws Refusal `keyset-…` or `key-unknown` for a file of keysets alone that cannot be relied on
 */
export function judgeDelivery(machine: Machine, file: Uint8Array): Judged {
  const { keysets, licenses } = openDelivery(file);
  const informed = informedBy(machine, keysets);
  const [first, ...others] = licenses;
  if (!first) throw new Refusal('document-type-wrong', { expected: 'license', found: 'keyset' });
  return { ...judgeLicenses([first, ...others], stateContextOf(informed)), machine: informed };
}

/** @returns the machine with the newest of these keysets, as far as they are genuine, and its own */
export function informedBy(machine: Machine, keysets: readonly Uint8Array[]): Machine {
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
}: Machine): StateContext {
  return {
    keyset: keyset.keyset,
    product: profile.product.id,
    // Without a key of its own no license can be for this installation: this is no key that any license may name.
    installationKey: installation?.publicKey ?? new Uint8Array(32),
    bindings: identity.bindings,
    now: system.now,
    lastSeen,
    returned: returned.map(({ licenseId }) => licenseId),
  };
}

/**
 * Keeps what a license that is good here proves of keys and time.
 *
 * @returns whether the time could be kept at all
 */
export function remember({ system, paths, keyset, lastSeen }: Machine, license: VerifiedLicense): boolean {
  const known = { signed: [license.issuedAt, keyset.keyset.issuedAt], lastSeen };
  return keepInAny(paths.lastSeen, writeLastSeen(nextLastSeen(system.now, known)));
}

function newestOf({ rootKeys, product }: VendorProfile, files: readonly Uint8Array[]): ReliedKeyset {
  return newestKeyset(files, {
    rootKeys: rootKeys.map((key) => decodeBase64(key) ?? new Uint8Array()),
    product: product.id,
  });
}
