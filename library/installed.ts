import { surveyThisMachine } from '../hardware/survey.ts';
import { thisHost } from '../installed/host.ts';
import { readInstalled } from '../installed/readInstalled.ts';
import type { Binding } from '../src/documents/bindings.ts';
import { toInstant } from '../src/documents/instant.ts';
import { identifyMachine } from '../src/machine/identity.ts';
import { type LicenseResult, licenseResult } from './licenseResult.ts';
import { type LicenseProfile, readLicenseProfile } from './profile.ts';

export type { Binding, BindingComponent } from '../src/documents/bindings.ts';
export type { Entitlement } from '../src/documents/license.ts';
export type { RefusalCode, RefusalDetails } from '../src/refusal.ts';
export type { VerifiedLicense } from '../src/verify/license.ts';
export type { AcceptedLicense, LicenseResult, RefusedLicense } from './licenseResult.ts';
export type { LicenseProfile } from './profile.ts';

export interface InstalledOptions {
  /** The vendor profile that is part of your product: as an object, or the text of `vendor.json`. */
  readonly profile: LicenseProfile | string;
  /** File from which the product reads its license; by default the profile's `licenseFile` for this system. */
  readonly licenseFile?: string;
  /** When this version of the product was built. */
  readonly built?: Date;
  /** Days after its end for which the product may run; 0 by default. */
  readonly graceDays?: number;
  /** Days before its end from which a license expires soon; 30 by default. */
  readonly warnDays?: number;
  /** The clock; by default the machine's. */
  readonly now?: Date;
  /** Whether a license file may have been damaged on its way, where people put it there by hand; false by default. */
  readonly heal?: boolean;
  /** Bindings of this machine, if you have identified it before; by default it is identified now, which may take seconds. */
  readonly bindings?: readonly Binding[];
  /** Language of `message`, such as `de`; by default the system's. English where there are no texts. */
  readonly language?: string;
}

/** The license that is installed for a product on this machine. */
export type InstalledLicense = LicenseResult & {
  /** Where the license was found, or where it belongs; null if that is unknown. */
  readonly path: string | null;
  /**
   * Whether keyset and time could be stored for the next start. Without that the license is judged as well, but a clock
   * that is set back later goes unnoticed.
   */
  readonly kept: boolean;
};

/**
 * Reads the license that is installed for a product on this machine, and verifies it. It reads what `keyferry machine` and
 * the wizard stored and what was put beside the license file, chooses the best license, and stores the newest keyset and
 * the time by itself in the places that docs/operations.md lists. For Node and the main process of Electron.
 *
 * @returns the state, and the license unless it is refused. The content of files, missing rights and full disks never
 *   make it throw
 * @throws TypeError when the profile is not the vendor's: not JSON, or a root key is not 32 bytes in base64
 */
export function readInstalledLicense(options: InstalledOptions): InstalledLicense {
  const profile = readLicenseProfile(options.profile);
  const { built, licenseFile, heal = false, now = new Date(), graceDays = 0, warnDays = 30 } = options;
  const {
    state,
    path,
    isKept: kept,
  } = readInstalled({
    profile: { ...profile, rootKeys: [...profile.rootKeys] },
    host: thisHost(),
    now,
    built: built && toInstant(built),
    graceDays,
    warnDays,
    licenseFile,
    heal,
    bindings: () => options.bindings ?? identifyMachine(profile.product.id, surveyThisMachine()).shown,
  });
  return { ...licenseResult(state, now, options.language), path, kept };
}
