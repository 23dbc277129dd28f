import { type KeysetFields, readKeyset } from '../../src/documents/keyset.ts';
import { Refusal } from '../../src/refusal.ts';
import type { VendorProfile } from '../../src/vendor/profile.ts';
import { isAtLeast, type KeysetAge, pinnedKeys } from '../../src/verify/keyset.ts';
import { ConfigurationError } from '../configurationError.ts';
import type { Catalog } from '../licensing/catalog.ts';
import type { Keystore } from './keystore.ts';
import { chooseSigner, reportKeys } from './signingKeys.ts';

/** The keyset in force: what it says, and its file, exact bytes. */
export interface InstalledKeyset extends KeysetFields {
  readonly file: Uint8Array;
}

/** What a vendor's service is made of, each from a file of its own. */
export interface VendorParts {
  readonly catalog: Catalog;
  readonly profile: VendorProfile;
  readonly keystore: Keystore;
  /** The keyset file, exact bytes. */
  readonly keyset: Uint8Array;
}

/**
 * Holds catalog, profile, keystore and keyset against each other: licenses that no machine would accept are worse than
 * none.
 *
 * @returns the keyset
 * @throws StartFault what does not belong together, and how to put it right
 */
export function checkVendor(parts: VendorParts, now: Date): InstalledKeyset {
  const keyset = { ...readInstalled(parts.keyset, parts.profile), file: parts.keyset };
  checkProduct(parts, keyset);
  checkLicenseTypes(parts);
  checkAge(keyset, parts.keystore.installed);
  checkSigner(parts.keystore, keyset, now);
  return keyset;
}

/** @throws StartFault when it is damaged, or no pinned root key has signed it */
export function readInstalled(file: Uint8Array, { rootKeys }: Pick<VendorProfile, 'rootKeys'>): KeysetFields {
  try {
    return readKeyset(file, pinnedKeys(rootKeys));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code !== 'key-unknown') {
      throw new ConfigurationError(`The keyset is damaged (${error.code}). Bring keyset.xml back from a backup.`);
    }
    throw new ConfigurationError(
      `The keyset is signed by the root key ${error.details.keyId}, which vendor.json does not pin. Bring back keyset.xml or vendor.json, whichever was changed, or pin that root key with "keyferry keys pin".`,
    );
  }
}

function checkProduct({ catalog, profile }: VendorParts, { product }: KeysetFields): void {
  if (product === catalog.product.id && product === profile.product.id) return;
  throw new ConfigurationError(
    `keyset.xml is for the product "${product}", catalog.json for "${catalog.product.id}", vendor.json for "${profile.product.id}". All must be for one product; bring back the one that was changed.`,
  );
}

/** The wizard offers what the profile lists, and the service grants what the catalog does. */
function checkLicenseTypes({ catalog, profile }: VendorParts): void {
  const spell = (types: Catalog['licenseTypes'] | VendorProfile['licenseTypes']) =>
    types.map(({ id, serialNumber }) => `${id} (serial number ${serialNumber})`).sort();
  const [sold, offered] = [spell(catalog.licenseTypes), spell(profile.licenseTypes)];
  const odd = [...sold.filter((one) => !offered.includes(one)), ...offered.filter((one) => !sold.includes(one))];
  if (odd.length === 0) return;
  throw new ConfigurationError(
    `catalog.json and vendor.json do not list the same license types; they differ in ${odd.join(', ')}. Correct one of them.`,
  );
}

function checkAge(keyset: KeysetFields, installed: KeysetAge | undefined): void {
  if (!installed || isAtLeast(keyset, installed)) return;
  throw new ConfigurationError(
    `keyset.xml has version ${keyset.version}, epoch ${keyset.epoch}, and version ${installed.version}, epoch ${installed.epoch} was installed before: an old file was brought back. Machines refuse it. Bring back the newer keyset.xml, or install it with "keyferry keys accept".`,
  );
}

function checkSigner({ signers }: Keystore, keyset: KeysetFields, now: Date): void {
  if (chooseSigner(signers, keyset, now)) return;
  const held = reportKeys(signers, keyset, now).filter((key) => key.held);
  const ended = held.find(({ state }) => state === 'ended');
  const early = held.find(({ state, notBefore }) => state === 'waiting' && notBefore !== undefined);
  if (early)
    throw new ConfigurationError(
      `The signing key may sign from ${early.notBefore} on. Is this computer's clock right?`,
    );
  const waits = held.some(({ state, notBefore }) => state === 'waiting' && notBefore === undefined);
  if (ended && !waits)
    throw new ConfigurationError(`The signing key ended on ${ended.notAfter}. Make a new one: "keyferry keys rotate".`);
  if (held.every(({ state }) => state === 'revoked')) {
    throw new ConfigurationError(
      'Every signing key of the keystore is revoked. Make a new one: "keyferry keys rotate".',
    );
  }
  throw new ConfigurationError(
    'The keyset lists no key of the keystore. Have it signed and install it ("keyferry keys list" tells what waits), or bring back the keystore.json that belongs to it.',
  );
}
