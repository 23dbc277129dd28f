import { existsSync } from 'node:fs';
import { readCatalog } from '../../server/licensing/catalog.ts';
import type { ProductFolder } from '../../server/productFolder.ts';
import { isAcceptablePublicKey } from '../../src/crypto/ed25519.ts';
import { type KeysetFields, readKeyset } from '../../src/documents/keyset.ts';
import { Refusal } from '../../src/refusal.ts';
import type { VendorProfile } from '../../src/vendor/profile.ts';
import { isAtLeast, pinnedKeys } from '../../src/verify/keyset.ts';
import { CommandError } from '../errors.ts';
import { readAtMost, shown } from '../files.ts';
import { profileError, readProfileFile, readProfileText } from '../profile/readProfile.ts';
import { type LogoFault, logoFault } from './logo.ts';

/** The files of profile and keyset. */
export interface PackSources {
  readonly profile: string;
  /** Null: the keyset in the profile. */
  readonly keyset: string | null;
  /** States the limits of returns where the profile does not. */
  readonly catalog?: string | null;
}

/** Checked content for pages and executables. */
export interface PackInput {
  readonly profile: VendorProfile;
  /** JSON text, with the keyset. */
  readonly profileJson: string;
  readonly keyset: KeysetFields;
}

/** The largest keyset, in bytes. */
const maxKeysetBytes = 65_536;

/** @param named by `--profile` and `--keyset`; the product of the data folder has the others */
export function sourcesFor(
  named: { readonly profile?: string | undefined; readonly keyset?: string | undefined },
  product: () => ProductFolder,
): PackSources {
  if (named.profile !== undefined) return { profile: named.profile, keyset: named.keyset ?? null };
  const folder = product();
  const own = existsSync(folder.keyset) ? folder.keyset : null;
  const catalog = existsSync(folder.catalog) ? folder.catalog : null;
  return { profile: folder.profile, keyset: named.keyset ?? own, catalog };
}

/**
 * Reads and checks profile and keyset, so that no page trusts no key or the wrong one.
 *
 * @throws CommandError `file-missing`, `file-unreadable`, `file-is-folder`, `vendor-invalid`, `keyset-missing`,
 *   `keyset-unusable`, `root-unpinned`, `pack-product-other`, `pack-keyset-older`; Refusal `file-too-large`
 */
export function readPackInput(sources: PackSources): PackInput {
  const text = readProfileFile(sources.profile);
  const profile = withLimits(readProfileText(sources.profile, text), sources);
  checkRootKeys(sources, text, profile);
  checkLogo(sources, text, profile);
  const own = profile.keyset === '' ? null : readPinned(sources.profile, sources, profile, bytesOf(profile.keyset));
  if (sources.keyset === null) {
    if (own === null) throw new CommandError('keyset-missing', {});
    return packed(profile, own, profile.keyset);
  }
  const file = readAtMost(sources.keyset, maxKeysetBytes);
  const keyset = readPinned(sources.keyset, sources, profile, file);
  if (own !== null) refuseOlder(keyset, own, { path: sources.keyset, packed: sources.profile });
  return packed(profile, keyset, new TextDecoder().decode(file));
}

/** @returns the profile with the limits of returns, which one of an earlier version lacks */
function withLimits(profile: VendorProfile, { catalog = null }: PackSources): VendorProfile {
  return profile.returns || catalog === null ? profile : { ...profile, returns: readCatalog(catalog).returns };
}

function packed(profile: VendorProfile, keyset: KeysetFields, text: string): PackInput {
  const whole = { ...profile, keyset: text };
  return { profile: whole, profileJson: JSON.stringify(whole), keyset };
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The schema checks the form of a key; this checks the key itself. */
function checkRootKeys({ profile: path }: PackSources, text: string, { rootKeys }: VendorProfile): void {
  const bad = pinnedKeys(rootKeys).findIndex((key) => !isAcceptablePublicKey(key));
  if (bad >= 0) throw profileError(path, text, { at: `rootKeys[${bad}]`, kind: 'value', fault: '' });
}

const logoTexts: Readonly<Record<LogoFault['fault'], (found: LogoFault) => string>> = {
  base64: () => 'its base64 is damaged',
  'other-kind': (found) => `it claims image/${'kind' in found ? found.kind : ''}, but has another format`,
  unsafe: (found) => `this SVG contains more than a picture (${'construct' in found ? found.construct : ''})`,
};

function checkLogo({ profile: path }: PackSources, text: string, { logo }: VendorProfile): void {
  const found = logo === undefined ? null : logoFault(logo);
  if (found) throw profileError(path, text, { at: 'logo', kind: 'logo', fault: logoTexts[found.fault](found) });
}

/**
 * Reads the keyset of a packed profile.
 *
 * @throws Refusal as `readKeyset`
 */
export function keysetOf({ keyset, rootKeys }: VendorProfile): KeysetFields {
  return readKeyset(bytesOf(keyset), pinnedKeys(rootKeys));
}

/** @param path of the file with the keyset */
function readPinned(path: string, sources: PackSources, profile: VendorProfile, file: Uint8Array): KeysetFields {
  const keyset = readGenuine(path, profile, file);
  if (keyset.product === profile.product.id) return keyset;
  const details = { path: shown(path), found: keyset.product, profile: shown(sources.profile) };
  throw new CommandError('pack-product-other', { ...details, expected: profile.product.id });
}

function readGenuine(path: string, { rootKeys }: VendorProfile, file: Uint8Array): KeysetFields {
  try {
    return readKeyset(file, pinnedKeys(rootKeys));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'key-unknown') throw new CommandError('root-unpinned', { keyId: String(error.details.keyId) });
    throw new CommandError('keyset-unusable', { path: shown(path), code: error.code });
  }
}

/**
 * Refuses an older keyset: a page with it would still trust revoked keys.
 *
 * @param where the file with the keyset, and the one with the held keyset
 * @throws CommandError `pack-keyset-older`
 */
export function refuseOlder(
  keyset: KeysetFields,
  held: KeysetFields,
  where: { readonly path: string; readonly packed: string },
): void {
  if (isAtLeast(keyset, held)) return;
  throw new CommandError('pack-keyset-older', {
    path: shown(where.path),
    packed: shown(where.packed),
    found: keyset.version,
    foundEpoch: keyset.epoch,
    held: held.version,
    heldEpoch: held.epoch,
  });
}
