import type { Keyset } from '../../documents/keyset.ts';
import type { UnverifiedLicense } from '../../documents/license.ts';
import { authenticateLicense } from '../../verify/license.ts';
import { licenseIn } from '../keys/bundle.ts';
import type { SendingProduct, Vendor } from '../products/products.ts';
import type { CarriedRequest } from '../records.ts';

/** Reads licenses that this device carries: the vendor signed them, and they are for another machine. */
export interface LicenseReader {
  /**
   * @param answer the service's answer, exact bytes
   * @param productId of the product that it must be for
   * @throws Refusal every code of `authenticateLicense`
   */
  authenticate(answer: Uint8Array, productId: string): UnverifiedLicense;
  /** @returns null when there is none, or it is not, or no longer, authentic */
  read(carriedRequest: CarriedRequest): UnverifiedLicense | null;
  /** @returns null when a file's license is not, or no longer, authentic */
  readFile(file: Uint8Array, productId: string): UnverifiedLicense | null;
}

export function createLicenseReader(vendor: Vendor<SendingProduct>): LicenseReader {
  const cache = new WeakMap<Uint8Array, { keyset: Keyset; license: UnverifiedLicense }>();

  function authenticate(answer: Uint8Array, productId: string): UnverifiedLicense {
    const { keysets, profile } = vendor.of(productId);
    return authenticateLicense(licenseIn(answer), { keyset: keysets.current, product: profile.product.id });
  }

  function readFile(file: Uint8Array, productId: string): UnverifiedLicense | null {
    const keyset = vendor.of(productId).keysets.current;
    const cached = cache.get(file);
    if (cached?.keyset === keyset) return cached.license;
    try {
      const license = authenticate(file, productId);
      cache.set(file, { keyset, license });
      return license;
    } catch {
      // Its key, or the license itself, was revoked since: the machine refuses it and says why.
      return null;
    }
  }

  return { authenticate, readFile, read: ({ license, product }) => license && readFile(license, product) };
}
