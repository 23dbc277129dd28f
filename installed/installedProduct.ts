import { verifyNatively } from '../server/keys/nodeVerifier.ts';
import { sameBytes } from '../src/crypto/bytes.ts';
import type { Binding } from '../src/documents/bindings.ts';
import type { HealedDocument } from '../src/documents/heal/damage.ts';
import type { VendorProfile } from '../src/vendor/profile.ts';
import { type Delivery, newestKeyset, type TrustedKeyset } from '../src/verify/delivery.ts';
import { pinnedKeys } from '../src/verify/keyset.ts';
import { type LastSeen, nextLastSeen, readLastSeen, writeLastSeen } from '../src/verify/lastSeen.ts';
import type { VerifiedLicense } from '../src/verify/license.ts';
import { type JudgedFile, judgeLicenses, type StateContext } from '../src/verify/licenseState.ts';
import { openInstalled } from './delivery.ts';
import { InstallationError } from './installationError.ts';
import type { InstallTarget } from './installTarget.ts';
import { sharedPathsFor, type UserPaths } from './paths.ts';
import {
  readIfReadable,
  readStored,
  type StoredReader,
  storeInAny,
  textOf,
  tryToStore,
  tryToStoreForEveryone,
} from './storedFile.ts';
import { readTombstones, type Tombstone } from './tombstones.ts';

/** What of the vendor profile decides about a license. */
export type ProductProfile = Pick<VendorProfile, 'rootKeys' | 'keyset' | 'licenseFile'> & {
  readonly product: Pick<VendorProfile['product'], 'id'>;
};

/** Where files of a product are on this machine. */
export interface Places {
  /** The folders of this user; null if the account has no home folder. */
  readonly paths: UserPaths | null;
  /** Where the product reads its license; null if that is unknown. */
  readonly target: InstallTarget | null;
}

/** A file that holds licenses; exact bytes. */
export interface KeptFile {
  readonly path: string;
  readonly file: Uint8Array;
}

/**
 * All that is kept of one product on this machine: the one state that the commands on the machine, the wizard that they
 * serve, and the licensed program share.
 */
export interface InstalledProduct extends Places {
  readonly profile: ProductProfile;
  /** The newest keyset that reached this machine in any way. */
  readonly keyset: TrustedKeyset;
  readonly lastSeen: readonly (LastSeen | null)[];
  /** Licenses that this user returned, oldest first. */
  readonly returned: readonly Tombstone[];
  /** Ids of the licenses that any user of this machine is known to have returned. */
  readonly returnedIds: readonly string[];
  /** Where the product reads it first, then this user's copy; without missing ones. */
  readonly licenses: readonly KeptFile[];
  /** Why a license file cannot be read; null if all can. */
  readonly unreadable: InstallationError | null;
}

/** How files are read. */
export interface FileAccess {
  /** This user's own records. */
  readonly read: StoredReader;
  /** License files: exactly as they are, or with damages of the way undone. */
  readonly open: (file: Uint8Array) => Delivery;
}

/**
 * Reads what is kept of a product. Writes nothing.
 *
 * @throws InstallationError as `access.read`; Refusal `keyset-missing`, and every code of `verifyKeyset`
 */
export function readInstalledProduct(
  profile: ProductProfile,
  places: Places,
  { read, open }: FileAccess = { read: readStored, open: openInstalled },
): InstalledProduct {
  verifyNatively();
  const { paths, target } = places;
  const shared = target && sharedPathsFor(target);
  const { licenses, unreadable } = readLicenses(places);
  const keysets = [paths && read(paths.keyset), shared && readIfReadable(shared.keyset)].filter(
    (file) => file !== null,
  );
  const returned = readTombstones(paths?.returned ?? [], read);
  const beside = shared ? readTombstones([shared.returned], readIfReadable) : [];
  const seen = (path: string, how: StoredReader) => readLastSeen(textOf(how(path)));
  return {
    ...places,
    profile,
    keyset: newestOf(profile, [...keysets, ...licenses.flatMap(({ file }) => open(file).keysets)]),
    lastSeen: [
      ...(paths?.lastSeen ?? []).map((path) => seen(path, read)),
      ...(shared ? [seen(shared.lastSeen, readIfReadable)] : []),
    ],
    returned,
    returnedIds: [...returned, ...beside].flatMap(({ licenseId, earlier = [] }) => [licenseId, ...earlier]),
    licenses,
    unreadable,
  };
}

function readLicenses({ paths, target }: Places): Pick<InstalledProduct, 'licenses' | 'unreadable'> {
  const licenses: KeptFile[] = [];
  let unreadable: InstallationError | null = null;
  for (const path of [target?.path, paths?.license]) {
    if (path === undefined) continue;
    try {
      const file = readStored(path);
      if (file !== null) licenses.push({ path, file });
    } catch (error) {
      if (!(error instanceof InstallationError)) throw error;
      unreadable ??= error;
    }
  }
  return { licenses, unreadable };
}

/** @returns the product with the newest keyset: one of these, if genuine, or its own */
export function withKeysets<Product extends InstalledProduct>(product: Product, files: readonly Uint8Array[]): Product {
  return { ...product, keyset: newestOf(product.profile, [product.keyset.file, ...files]) };
}

function newestOf({ rootKeys, keyset, product }: ProductProfile, files: readonly Uint8Array[]): TrustedKeyset {
  const own = new TextEncoder().encode(keyset);
  return newestKeyset([own, ...files], { rootKeys: pinnedKeys(rootKeys), product: product.id });
}

/** What a license is held against, apart from what is kept. */
export interface MachineFacts extends Pick<StateContext, 'now' | 'built' | 'warnDays' | 'graceDays'> {
  readonly bindings: readonly Binding[];
  /** Raw Ed25519 public key, 32 bytes; null before the first request of this installation. */
  readonly installationKey: Uint8Array | null;
}

/** @returns what licenses of the product are verified against */
export function stateContextOf(
  { keyset, profile, lastSeen, returnedIds }: InstalledProduct,
  { installationKey, ...facts }: MachineFacts,
): StateContext {
  return {
    ...facts,
    keyset: keyset.keyset,
    product: profile.product.id,
    // Without an installation key no license can match: no license may name this key.
    installationKey: installationKey ?? new Uint8Array(32),
    lastSeen,
    returned: returnedIds,
  };
}

/** The license of this machine, and where it was found. */
export interface LocatedLicense extends JudgedFile {
  readonly path: string;
  /** Whether it is where the product reads it; true if that is unknown. */
  readonly isInPlace: boolean;
}

/**
 * Finds the best of all licenses that are kept.
 *
 * @param open reads the license files; exactly as they are by default
 * @returns null if there is none
 */
export function judgeInstalled(
  { licenses, target }: InstalledProduct,
  context: StateContext,
  open: (file: Uint8Array) => Delivery = openInstalled,
): LocatedLicense | null {
  const located = licenses.flatMap(({ path, file }) => open(file).licenses.map((document) => ({ path, document })));
  const [first, ...others] = located.map(({ document }) => document);
  if (!first) return null;
  const judged = judgeLicenses([first, ...others], context);
  const holds = (document: HealedDocument) =>
    document.candidates.some((candidate) => sameBytes(candidate, judged.file));
  // Where all are refused for another reason than their content, the first is as good as any.
  const path = (located.find(({ document }) => holds(document)) ?? located[0])?.path ?? '';
  return { ...judged, path, isInPlace: target === null || path === target.path };
}

/**
 * Records the latest moment that has certainly passed, so that setting the clock back is noticed: in both folders of the
 * user, or beside the license file where neither can be written.
 *
 * @returns false if no file could be written
 */
export function recordLastSeen(product: InstalledProduct, license: VerifiedLicense, now: Date): boolean {
  const { paths, target, keyset, lastSeen } = product;
  const known = { signed: [license.issuedAt, keyset.keyset.issuedAt], lastSeen };
  const text = writeLastSeen(nextLastSeen(now, known));
  if (paths && storeInAny(paths.lastSeen, text)) return true;
  return target !== null && tryToStoreForEveryone(sharedPathsFor(target).lastSeen, text) === null;
}

/**
 * Stores the newest keyset in the user's own folder, unless it is there.
 *
 * @returns null if it is stored, or if the account has no home folder; else the system's error code
 */
export function storeKeyset({ paths, keyset }: InstalledProduct): string | null {
  if (paths === null) return null;
  const stored = readIfReadable(paths.keyset);
  return stored !== null && sameBytes(stored, keyset.file) ? null : tryToStore(paths.keyset, keyset.file);
}
