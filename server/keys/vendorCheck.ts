import type { Signer } from '../../src/crypto/signer.ts';
import { type KeysetFields, readKeyset } from '../../src/documents/keyset.ts';
import { Refusal } from '../../src/refusal.ts';
import type { VendorProfile } from '../../src/vendor/profile.ts';
import { isAtLeast, type KeysetAge, pinnedKeys } from '../../src/verify/keyset.ts';
import { ConfigurationError } from '../configurationError.ts';
import type { Catalog } from '../licensing/catalog.ts';
import type { Keystore } from './keystore.ts';
import { chooseSigner, reportKeys } from './signingKeys.ts';

/** The keyset in force. */
export interface InstalledKeyset extends KeysetFields {
  /** Exact bytes of the keyset file. */
  readonly file: Uint8Array;
}

/** The parts of a product, each from its own file. */
export interface VendorParts {
  readonly catalog: Catalog;
  readonly profile: VendorProfile;
  readonly keystore: Keystore;
  /** Exact bytes of the keyset file. */
  readonly keyset: Uint8Array;
}

/**
 * Checks that catalog, profile, keystore and keyset belong together, so that machines will accept the issued licenses.
 *
 * @returns the keyset
 * @throws ConfigurationError naming the mismatch and how to fix it
 */
export function checkVendor(parts: VendorParts, now: Date): InstalledKeyset {
  const keyset = checkParts(parts);
  const problem = signingProblem(parts.keystore.signers, keyset, now);
  if (problem !== null) throw new ConfigurationError(problem);
  return keyset;
}

/**
 * Checks the same, but not whether a key may sign now.
 *
 * @returns the keyset
 * @throws ConfigurationError as {@link checkVendor}
 */
export function checkParts(parts: VendorParts): InstalledKeyset {
  const keyset = { ...readInstalled(parts.keyset, parts.profile), file: parts.keyset };
  checkProduct(parts, keyset);
  checkLicenseTypes(parts);
  checkReturns(parts);
  checkAge(keyset, parts.keystore.installed);
  return keyset;
}

/**
 * Reads the keyset file.
 *
 * @throws ConfigurationError when it is damaged or not signed by a pinned root key
 */
export function readInstalled(file: Uint8Array, { rootKeys }: Pick<VendorProfile, 'rootKeys'>): KeysetFields {
  try {
    return readKeyset(file, pinnedKeys(rootKeys));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code !== 'key-unknown') {
      throw new ConfigurationError(`The keyset is damaged (${error.code}). Restore keyset.xml from a backup.`);
    }
    throw new ConfigurationError(
      `The keyset is signed by the root key ${error.details.keyId}, which vendor.json does not pin. Restore whichever of keyset.xml and vendor.json was changed, or pin that root key with "keyferry keys pin".`,
    );
  }
}

function checkProduct({ catalog, profile }: VendorParts, { product }: KeysetFields): void {
  if (product === catalog.product.id && product === profile.product.id) return;
  throw new ConfigurationError(
    `keyset.xml is for the product "${product}", catalog.json for "${catalog.product.id}", vendor.json for "${profile.product.id}". All must be for the same product; restore the file that was changed.`,
  );
}

/** The wizard offers the profile's license types; the service issues the catalog's. */
function checkLicenseTypes({ catalog, profile }: VendorParts): void {
  const describe = (types: Catalog['licenseTypes'] | VendorProfile['licenseTypes']) =>
    types
      .map(({ id, serialNumber, serialNumbers, trial }) => {
        const ofAny = serialNumbers === 'any' ? ', of any system' : '';
        return `${id} (serial number ${serialNumber}${ofAny}${trial === true ? ', a trial' : ''})`;
      })
      .sort();
  const [sold, offered] = [describe(catalog.licenseTypes), describe(profile.licenseTypes)];
  const different = [...sold.filter((one) => !offered.includes(one)), ...offered.filter((one) => !sold.includes(one))];
  if (different.length === 0) return;
  throw new ConfigurationError(
    `catalog.json and vendor.json list different license types: ${different.join(', ')}. Correct one of them.`,
  );
}

/** Machines without network go by the profile's limits; the service applies the catalog's. */
function checkReturns({ catalog: { returns: applied }, profile: { returns: stated } }: VendorParts): void {
  if (!stated || (stated.perYear === applied.perYear && stated.coolDownDays === applied.coolDownDays)) return;
  throw new ConfigurationError(
    `catalog.json and vendor.json have different "returns": ${JSON.stringify(applied)} and ${JSON.stringify(stated)}. Correct one of them.`,
  );
}

function checkAge(keyset: KeysetFields, installed: KeysetAge | undefined): void {
  if (!installed || isAtLeast(keyset, installed)) return;
  throw new ConfigurationError(
    `keyset.xml has version ${keyset.version}, epoch ${keyset.epoch}, but version ${installed.version}, epoch ${installed.epoch} was installed before. Machines refuse the older file. Restore the newer keyset.xml, or install it with "keyferry keys accept".`,
  );
}

/** @returns why no key may sign now and what to do, as sentences; null when one may */
export function signingProblem(
  signers: readonly Signer[],
  keyset: Pick<KeysetFields, 'keys' | 'revokedKeys'>,
  now: Date,
): string | null {
  if (chooseSigner(signers, keyset, now)) return null;
  const held = reportKeys(signers, keyset, now).filter((key) => key.held);
  const ended = held.find(({ state }) => state === 'ended');
  const early = held.find(({ state, notBefore }) => state === 'waiting' && notBefore !== undefined);
  if (early) return `The signing key is valid from ${early.notBefore}. Check this computer's clock.`;
  const waits = held.some(({ state, notBefore }) => state === 'waiting' && notBefore === undefined);
  if (ended && !waits)
    return `The signing key expired on ${ended.notAfter}. Create a new one with "keyferry keys rotate".`;
  if (held.every(({ state }) => state === 'revoked')) {
    return 'All signing keys of the keystore are revoked. Create a new one with "keyferry keys rotate".';
  }
  return 'The keyset lists no key of the keystore. Sign and install the new keyset ("keyferry keys list" shows waiting keys), or restore the matching keystore.json.';
}
