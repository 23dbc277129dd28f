import { InstallationError } from '../../../installed/installationError.ts';
import { type InstallTarget, installTargetFor } from '../../../installed/installTarget.ts';
import { type LicensedMachine, openMachine as openFor } from '../../../installed/licensedMachine.ts';
import type { VendorProfile } from '../../../src/vendor/profile.ts';
import { readProfileFor } from './profile.ts';
import type { System } from './system.ts';

/**
 * Opens the product of a vendor profile on this machine. Writes nothing.
 *
 * @param profilePath as typed for `--profile`
 * @throws CommandError as `readProfileFor`; InstallationError, Refusal as `openMachine` of `installed`
 */
export function openMachine(profilePath: string | undefined, system: System): LicensedMachine {
  const profile = readProfileFor(profilePath, system);
  return openFor(profile, system, targetIfKnown(profile, system));
}

/**
 * As {@link openMachine}, for commands that need to know where the product reads its license.
 *
 * @param to as typed for `--to`
 * @throws InstallationError also as `installTargetFor`
 */
export function openMachineAt(
  profilePath: string | undefined,
  system: System,
  to: string | undefined,
): LicensedMachine {
  const profile = readProfileFor(profilePath, system);
  return openFor(profile, system, installTargetFor(profile, system, to));
}

function targetIfKnown(profile: VendorProfile, system: System): InstallTarget | null {
  try {
    return installTargetFor(profile, system, undefined);
  } catch (error) {
    if (error instanceof InstallationError) return null;
    throw error;
  }
}
