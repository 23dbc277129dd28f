import { sameBytes } from '../../crypto/bytes.ts';
import type { UnverifiedLicense } from '../../documents/license.ts';
import { type RequestFields, readRequest } from '../../documents/request.ts';
import { bestLicense } from '../../verify/betterLicense.ts';
import { type LicenseTerm, termOf } from '../../verify/term.ts';
import type { Engine } from '../engine.ts';
import { type Draft, emptyDraft } from '../records.ts';
import type { LicenseReader } from './licenseReader.ts';

/** What this device knows of machines that it got a license for before. */
export interface Renewals {
  /** @returns the license that the machine of a request got here before; null when there is none */
  previousLicense(requestId: string): UnverifiedLicense | null;
  /** @returns what a new request begins with: the type of the license that it renews, where the vendor still lists it */
  draftFor(request: Pick<RequestFields, 'installationKey' | 'requestId'>): Draft;
  /** @returns how near its end a received license is; null when there is none, or a later one of the same machine */
  renewalOf(requestId: string): LicenseTerm | null;
}

export function createRenewals({ ports, vendor, state }: Engine, licenses: LicenseReader): Renewals {
  /** @returns the licenses that a machine got here, of all its requests or all but one */
  function licensesOf(installationKey: Uint8Array, except: string | null): readonly UnverifiedLicense[] {
    return state.value.carriedRequests
      .flatMap(({ requestId, license }) => (license && requestId !== except ? (licenses.read(license) ?? []) : []))
      .filter((license) => sameBytes(license.installationKey, installationKey));
  }

  function newestOf(installationKey: Uint8Array, except: string | null): UnverifiedLicense | null {
    const [first, ...others] = licensesOf(installationKey, except).map((license) => ({ license, hasEnded: false }));
    return first ? bestLicense([first, ...others]).license : null;
  }

  /** Reading a request verifies its signature, which is too slow for every drawing of a screen. */
  const keys = new WeakMap<Uint8Array, Uint8Array>();
  function keyOf(request: Uint8Array): Uint8Array {
    const key = keys.get(request) ?? readRequest(request).installationKey;
    keys.set(request, key);
    return key;
  }

  const find = (requestId: string) => state.value.carriedRequests.find((one) => one.requestId === requestId);

  return {
    previousLicense(requestId) {
      const found = find(requestId);
      return found ? newestOf(keyOf(found.request), requestId) : null;
    },

    draftFor({ installationKey, requestId }) {
      const previous = newestOf(installationKey, requestId)?.licenseType;
      const isListed = vendor.profile.licenseTypes.some(({ id }) => id === previous);
      return previous !== undefined && isListed ? { ...emptyDraft, licenseType: previous } : emptyDraft;
    },

    renewalOf(requestId) {
      const answer = find(requestId)?.license;
      const license = answer && licenses.read(answer);
      const newest = license && newestOf(license.installationKey, null);
      return newest?.requestId === requestId ? termOf(newest, ports.now()) : null;
    },
  };
}
