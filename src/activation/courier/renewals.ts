import { encodeBase64 } from '../../crypto/base64.ts';
import { sameBytes } from '../../crypto/bytes.ts';
import { millisecondsOf } from '../../documents/instant.ts';
import type { UnverifiedLicense } from '../../documents/license.ts';
import { type RequestFields, readRequest } from '../../documents/request.ts';
import { bestLicense } from '../../verify/betterLicense.ts';
import { type LicenseTerm, termOf } from '../../verify/term.ts';
import { draftToRenew } from '../drafts.ts';
import type { Engine } from '../engine.ts';
import { type Draft, emptyDraft } from '../records.ts';
import type { LicenseReader } from './licenseReader.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What this device knows of machines that it got a license for before. */
export interface Renewals {
  /** @returns the license that the machine of a request got here before; null when there is none */
  previousLicense(requestId: string): UnverifiedLicense | null;
  /** @returns what the order for a new request begins with: the license that it renews, where this device has that */
  draftFor(request: InstalledProgram & Pick<RequestFields, 'requestId'>): Draft;
  /**
   * @returns how near its end a received license is; null when there is none, or a later one of the same machine, and on
   *   its first day, on which it is still on its way
   */
  renewalOf(requestId: string): LicenseTerm | null;
  /** @returns the same for all received licenses, by request id, where it is not null */
  terms(): ReadonlyMap<string, LicenseTerm>;
}

interface RenewalParts {
  readonly courier: { readonly licenses: LicenseReader };
}

type InstalledProgram = Pick<RequestFields, 'installationKey' | 'product'>;

export function renewalActions({ ports, vendor, state }: Engine, { courier: { licenses } }: RenewalParts): Renewals {
  /** @returns the best of the licenses that an installation got here, of all its requests or all but one */
  function newestOf({ installationKey, product }: InstalledProgram, except: string | null): UnverifiedLicense | null {
    const ofMachine = state.value.carriedRequests
      .flatMap((one) => (one.requestId === except ? [] : (licenses.read(one) ?? [])))
      .filter((license) => license.product === product && sameBytes(license.installationKey, installationKey));
    return bestOf(ofMachine);
  }

  const isNew = ({ issuedAt }: UnverifiedLicense) => ports.now().getTime() < millisecondsOf(issuedAt) + DAY;

  /** Reading a request verifies its signature, which is too slow for every drawing of a screen. */
  const requests = new WeakMap<Uint8Array, InstalledProgram>();
  function installationIn(request: Uint8Array): InstalledProgram {
    const known = requests.get(request) ?? readRequest(request);
    requests.set(request, known);
    return known;
  }

  const find = (requestId: string) => state.value.carriedRequests.find((one) => one.requestId === requestId);

  return {
    previousLicense(requestId) {
      const found = find(requestId);
      return found && found.request.length > 0 ? newestOf(installationIn(found.request), requestId) : null;
    },

    draftFor(request) {
      const previous = newestOf(request, request.requestId);
      return previous ? draftToRenew(previous, vendor.of(request.product).profile) : emptyDraft;
    },

    renewalOf(requestId) {
      const found = find(requestId);
      const license = found && licenses.read(found);
      const newest = license && newestOf(license, null);
      return newest?.requestId === requestId && !isNew(newest) ? termOf(newest, ports.now()) : null;
    },

    terms() {
      const ofMachines = new Map<string, UnverifiedLicense[]>();
      for (const license of state.value.carriedRequests.flatMap((one) => licenses.read(one) ?? [])) {
        const machine = `${license.product} ${encodeBase64(license.installationKey)}`;
        ofMachines.set(machine, [...(ofMachines.get(machine) ?? []), license]);
      }
      const newest = [...ofMachines.values()].map(bestOf).filter((license) => license !== null && !isNew(license));
      return new Map(newest.flatMap((license) => (license ? [[license.requestId, termOf(license, ports.now())]] : [])));
    },
  };
}

function bestOf(licenses: readonly UnverifiedLicense[]): UnverifiedLicense | null {
  const [first, ...others] = licenses.map((license) => ({ license, hasEnded: false }));
  return first ? bestLicense([first, ...others]).license : null;
}
