import type { Signer } from '../src/crypto/signer.ts';
import type { Binding } from '../src/documents/bindings.ts';
import { identifyMachine, type MachineIdentity } from '../src/machine/identity.ts';
import type { HostEnvironment } from '../src/machine/survey.ts';
import { Refusal } from '../src/refusal.ts';
import type { VendorProfile } from '../src/vendor/profile.ts';
import type { Delivery } from '../src/verify/delivery.ts';
import { authenticateLicense } from '../src/verify/license.ts';
import { type JudgedFile, judgeLicenses, type StateContext } from '../src/verify/licenseState.ts';
import { openInstalled } from './delivery.ts';
import type { MachineSystem } from './host.ts';
import { readInstallationKey } from './installationKey.ts';
import {
  type InstalledProduct,
  judgeInstalled,
  type LocatedLicense,
  readInstalledProduct,
  stateContextOf,
  withKeysets,
} from './installedProduct.ts';
import type { InstallTarget } from './installTarget.ts';
import { pathsFor, type UserPaths } from './paths.ts';

/** One product on this machine with the hardware: what the commands on the machine work on. */
export interface LicensedMachine extends InstalledProduct {
  readonly system: MachineSystem;
  readonly profile: VendorProfile;
  readonly paths: UserPaths;
  readonly surroundings: HostEnvironment;
  readonly identity: MachineIdentity;
  /** Null before the first request of this installation. */
  readonly installation: Signer | null;
}

/**
 * Surveys the machine and reads what is kept of a product. Writes nothing.
 *
 * @param target null if it is unknown where the product reads its license
 * @throws InstallationError `home-missing`, `stored-unreadable`, `installation-key-damaged`; Refusal `keyset-missing`, and
 *   every code of `verifyKeyset`
 */
export function openMachine(
  profile: VendorProfile,
  system: MachineSystem,
  target: InstallTarget | null,
): LicensedMachine {
  const paths = pathsFor(profile.product.id, system);
  const survey = system.survey();
  const product = readInstalledProduct(profile, { paths, target });
  return {
    ...product,
    system,
    profile,
    paths,
    surroundings: survey.surroundings,
    identity: identifyMachine(profile.product.id, survey, boundIn(product)),
    installation: readInstallationKey(paths.installationKey),
  };
}

/** @returns what the license here is bound to; nothing if there is no genuine one */
function boundIn({ licenses, keyset, profile }: InstalledProduct): readonly Binding[] {
  const issuer = { keyset: keyset.keyset, product: profile.product.id };
  for (const file of licenses
    .flatMap(({ file }) => openInstalled(file).licenses)
    .flatMap(({ candidates }) => candidates)) {
    try {
      return authenticateLicense(file, issuer).bindings;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return [];
}

/** The license for this machine in a file of one or more licenses. */
export interface JudgedLicense extends JudgedFile {
  /** With the keyset of the same file, if that is newer. */
  readonly machine: LicensedMachine;
}

/**
 * @param delivery untrusted
 * @throws Refusal `document-type-wrong` for a file without a license
 */
export function judgeDelivery(machine: LicensedMachine, { keysets, licenses }: Delivery): JudgedLicense {
  const informed = withKeysets(machine, keysets);
  const [first, ...others] = licenses;
  if (!first) throw new Refusal('document-type-wrong', { expected: 'license', found: 'keyset' });
  return { ...judgeLicenses([first, ...others], machineContextOf(informed)), machine: informed };
}

/** Finds the best of the licenses that are kept on the machine and can be read. @returns null if there is none */
export function judgeKept(machine: LicensedMachine): LocatedLicense | null {
  return judgeInstalled(machine, machineContextOf(machine));
}

/**
 * Finds the best license that is kept on the machine.
 *
 * @returns null if there is none
 * @throws InstallationError `stored-unreadable` if a license file cannot be read: there may be a better one
 */
export function findLicense(machine: LicensedMachine): LocatedLicense | null {
  if (machine.unreadable) throw machine.unreadable;
  return judgeKept(machine);
}

/** @returns what licenses are verified against on a machine */
export function machineContextOf(machine: LicensedMachine): StateContext {
  const { identity, installation, system } = machine;
  return stateContextOf(machine, {
    bindings: identity.shown,
    installationKey: installation?.publicKey ?? null,
    now: system.now,
  });
}
