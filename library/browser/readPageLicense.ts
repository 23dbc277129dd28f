import type { LicenseState } from '../../src/verify/licenseState.ts';
import { type LicenseResult, licenseResult } from '../licenseResult.ts';
import { type LicenseProfile, readLicenseProfile } from '../profile.ts';
import { checkLicense } from '../verify.ts';
import { openPageMemory } from './pageMemory.ts';
import { readWizardStorage } from './wizardStorage.ts';

export interface PageLicenseOptions {
  /** The vendor profile that is part of your product: as an object, or the text of `vendor.json`. */
  readonly profile: LicenseProfile | string;
  /** When this version of the product was built. */
  readonly built?: Date;
  /** The clock; the browser's by default. */
  readonly now?: Date;
  /** Language of `message` (BCP 47); the browser's by default. */
  readonly language?: string;
  /** Days before its end from which a license expires soon; 30 by default. */
  readonly warnDays?: number;
  /** Days after its end for which the product may run; 0 by default. */
  readonly graceDays?: number;
}

/** The license that this browser has for the product. */
export type PageLicense = LicenseResult & {
  /** Whether keyset and last start are stored for the next time. */
  readonly kept: boolean;
};

/**
 * Reads and verifies the license that the wizard's page activated in this browser. For pages of the same origin as the
 * wizard's, whose storage it reads; it changes nothing there. Keeps the newest keyset, and when the product last ran, in
 * storage of its own. What is stored never makes it throw.
 *
 * @returns the state and what the license grants; `refused` with `license-missing` when there is none, with
 *   `storage-unavailable` when the browser lets none be read
 * @throws TypeError when the profile is not the vendor's: not JSON, or a root key is not 32 bytes in base64
 */
export async function readPageLicense(options: PageLicenseOptions): Promise<PageLicense> {
  const { now = new Date(), language = navigator.language, profile: given, ...rules } = options;
  const profile = readLicenseProfile(given);
  const product = profile.product.id;
  const [memory, wizard] = await Promise.all([openPageMemory(product), readWizardStorage(product)]);
  const { keysets = [], ...found } = typeof wizard === 'string' ? {} : wizard;
  const { result, lastSeen, keyset } = checkLicense({
    ...{ product, rootKeys: profile.rootKeys, now, lastSeen: memory.lastSeen, license: '' },
    ...rules,
    ...found,
    keysets: [profile.keyset, ...memory.keysets, ...keysets],
  });
  const state: LicenseState = typeof wizard === 'string' ? { state: 'refused', code: wizard, details: {} } : result;
  const kept = await memory.keep({ lastSeen, keyset });
  return { ...licenseResult(state, now, language), kept };
}
