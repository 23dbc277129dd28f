import type { Keyset } from '../../documents/keyset.ts';
import type { UnverifiedLicense } from '../../documents/license.ts';
import { authenticateLicense } from '../../verify/license.ts';
import type { Vendor } from '../engine.ts';
import { licenseIn } from '../keys/bundle.ts';

/** Reads licenses that this device carries: the vendor signed them, and they are for another machine. */
export interface LicenseReader {
  /**
   * @param answer the service's answer, exact bytes
   * @throws Refusal every code of `authenticateLicense`
   */
  authenticate(answer: Uint8Array): UnverifiedLicense;
  /** @returns null when the license is not, or no longer, authentic */
  read(answer: Uint8Array): UnverifiedLicense | null;
}

export function createLicenseReader({ profile, keysets }: Vendor): LicenseReader {
  const cache = new WeakMap<Uint8Array, { keyset: Keyset; license: UnverifiedLicense }>();

  function authenticate(answer: Uint8Array): UnverifiedLicense {
    return authenticateLicense(licenseIn(answer), { keyset: keysets.current, product: profile.product.id });
  }

  return {
    authenticate,
    read(answer) {
      const cached = cache.get(answer);
      if (cached?.keyset === keysets.current) return cached.license;
      try {
        const license = authenticate(answer);
        cache.set(answer, { keyset: keysets.current, license });
        return license;
      } catch {
        // Its key, or the license itself, was revoked since: the machine refuses it and says why.
        return null;
      }
    },
  };
}
