import { resolve } from 'node:path';
import type { Binding } from '../src/documents/bindings.ts';
import { Refusal } from '../src/refusal.ts';
import type { Delivery } from '../src/verify/delivery.ts';
import type { LicenseState, StateContext } from '../src/verify/licenseState.ts';
import { openDelivery, openInstalled } from './delivery.ts';
import type { Host } from './host.ts';
import { InstallationError } from './installationError.ts';
import { readInstallationKey } from './installationKey.ts';
import {
  type InstalledProduct,
  judgeInstalled,
  type Places,
  type ProductProfile,
  readInstalledProduct,
  recordLastSeen,
  stateContextOf,
  storeKeyset,
} from './installedProduct.ts';
import { installTargetFor } from './installTarget.ts';
import { pathsIfAny } from './paths.ts';
import { readIfReadable } from './storedFile.ts';

/** What a licensed program knows when it reads its license. */
export interface ReadingContext extends Pick<StateContext, 'now' | 'built' | 'warnDays' | 'graceDays'> {
  readonly host: Host;
  readonly profile: ProductProfile;
  /** Where the product reads its license; by default as the profile says. */
  readonly licenseFile?: string | undefined;
  /** Whether license files may have been damaged on their way. */
  readonly heal: boolean;
  /** Identifies the machine; called only where there is a license. */
  readonly bindings: () => readonly Binding[];
}

/** What was found of the license, and whether what must be remembered could be stored. */
export interface InstalledReading {
  /** `refused` also with `license-missing` and `stored-unreadable`. */
  readonly state: LicenseState;
  /** Exact bytes of the license; null without one. */
  readonly file: Uint8Array | null;
  /** Where the license was found, or where it belongs; null if that is unknown. */
  readonly path: string | null;
  /** Whether the newest keyset and the last use could be stored. */
  readonly isKept: boolean;
}

/**
 * Reads, verifies and remembers: finds the best license that is kept on this machine, holds it against the newest keyset
 * and the licenses that were returned here, and stores keyset and time for the next start. Never throws for what files
 * hold or whether they can be used.
 */
export function readInstalled(context: ReadingContext): InstalledReading {
  const { profile, now, heal } = context;
  const places = placesOf(context);
  const path = places.target?.path ?? places.paths?.license ?? null;
  try {
    const open = heal ? healing : openInstalled;
    const product = readInstalledProduct(profile, places, { read: readIfReadable, open });
    const found = product.licenses.length === 0 ? null : judgeInstalled(product, contextOf(context, product), open);
    if (!found) return { state: absent(product, path), file: null, path, isKept: storeKeyset(product) === null };
    const { state, file } = found;
    const isSeen = state.state === 'refused' || recordLastSeen(product, state.license, now);
    return { state, file, path: found.path, isKept: storeKeyset(product) === null && isSeen };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { state: { state: 'refused', code: error.code, details: error.details }, file: null, path, isKept: false };
  }
}

function placesOf({ host, profile, licenseFile }: ReadingContext): Places {
  const paths = pathsIfAny(profile.product.id, host);
  if (licenseFile !== undefined) return { paths, target: { path: resolve(licenseFile), mayMakeFolder: false } };
  try {
    return { paths, target: installTargetFor(profile, host, undefined) };
  } catch (error) {
    if (error instanceof InstallationError) return { paths, target: null };
    throw error;
  }
}

/** A file that nothing can be found in is judged as it is, so that the refusal says why. */
function healing(file: Uint8Array): Delivery {
  try {
    return openDelivery(file);
  } catch (error) {
    if (error instanceof Refusal) return openInstalled(file);
    throw error;
  }
}

function contextOf(context: ReadingContext, product: InstalledProduct): StateContext {
  const { now, built, warnDays, graceDays, bindings } = context;
  return stateContextOf(product, {
    now,
    built,
    bindings: bindings(),
    installationKey: installationKeyIn(product),
    ...(warnDays !== undefined && { warnDays }),
    ...(graceDays !== undefined && { graceDays }),
  });
}

/** Without it only licenses that are bound to no hardware are refused. */
function installationKeyIn({ paths }: InstalledProduct): Uint8Array | null {
  try {
    return paths && (readInstallationKey(paths.installationKey)?.publicKey ?? null);
  } catch (error) {
    if (error instanceof InstallationError) return null;
    throw error;
  }
}

function absent({ unreadable, returnedIds }: InstalledProduct, path: string | null): LicenseState {
  if (unreadable) return { state: 'refused', code: 'stored-unreadable', details: unreadable.details };
  if (returnedIds.length > 0) return { state: 'refused', code: 'license-returned', details: {} };
  return { state: 'refused', code: 'license-missing', details: path === null ? {} : { path } };
}
