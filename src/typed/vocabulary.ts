import type { VendorProfile } from '../contract/profile.ts';
import { sha256 } from '../crypto/hash.ts';
import { versionLine } from '../documents/license.ts';

/** Names that both ends know from the vendor profile, so that a code gives their positions instead. */
export interface Vocabulary {
  /** Product id. */
  readonly product: string;
  /** Ids, in the profile's order; at most 32. */
  readonly licenseTypes: readonly string[];
  /** In the profile's order; at most 64. */
  readonly features: readonly string[];
  /** Line of the product's versions, such as `5.x`. */
  readonly licenseVersion: string;
}

/**
 * Tells whether two ends have the same names in the same order.
 *
 * @returns the first byte of SHA-256 over the product id, the version line, all license types, an empty line and all features,
 *   each ended by LF
 */
export function vocabularyCheck({ product, licenseVersion, licenseTypes, features }: Vocabulary): number {
  const lines = [product, licenseVersion, ...licenseTypes, '', ...features];
  return firstByte(lines.map((line) => `${line}\n`).join(''));
}

/** @returns the first byte of SHA-256 over the product id */
export function productCheck(product: string): number {
  return firstByte(product);
}

function firstByte(text: string): number {
  return sha256(new TextEncoder().encode(text))[0] as number;
}

/** @returns the names that a product's profile has */
export function vocabularyOf({ product, licenseTypes, features = [] }: NamingProfile): Vocabulary {
  return {
    product: product.id,
    licenseVersion: versionLine(product.version),
    licenseTypes: licenseTypes.map(({ id }) => id),
    features,
  };
}

/** What of the vendor profile names. */
type NamingProfile = Pick<VendorProfile, 'licenseTypes' | 'features'> & {
  readonly product: Pick<VendorProfile['product'], 'id' | 'version'>;
};
