import { decodeBase64 } from '../src/crypto/base64.ts';

/** The parts of the vendor profile, `vendor.json`, that a product needs. More fields may be there. */
export interface LicenseProfile {
  readonly product: {
    readonly id: string;
    /** As messages name the product; its id by default. */
    readonly name?: string;
  };
  /** Pinned root keys: raw Ed25519 public keys, 32 bytes each, in base64. */
  readonly rootKeys: readonly string[];
  /** The keyset that is built into the product: the text of its file. */
  readonly keyset: string;
  /** Where the product reads its license, by operating system. */
  readonly licenseFile?:
    | {
        readonly linux?: string | undefined;
        readonly macos?: string | undefined;
        readonly windows?: string | undefined;
      }
    | undefined;
}

/**
 * @param given the profile, or the text of `vendor.json`
 * @throws TypeError when it is not JSON or no vendor profile, or a root key is not 32 bytes in base64
 */
export function readLicenseProfile<Profile extends LicenseProfile>(given: Profile | string): Profile {
  const profile: Profile = typeof given === 'string' ? parsed(given) : given;
  if (
    typeof profile?.product?.id !== 'string' ||
    !Array.isArray(profile.rootKeys) ||
    typeof profile.keyset !== 'string'
  )
    throw new TypeError('The vendor profile lacks product, rootKeys or keyset.');
  for (const key of profile.rootKeys) {
    if (decodeBase64(key)?.length !== 32)
      throw new TypeError('A root key of the vendor profile is not 32 bytes in base64.');
  }
  return profile;
}

function parsed(json: string) {
  try {
    return JSON.parse(json);
  } catch {
    throw new TypeError('The vendor profile is not JSON.');
  }
}
