import { sameBytes } from '../../../src/crypto/bytes.ts';
import { machineId } from '../../../src/documents/machineId.ts';
import { readRequest } from '../../../src/documents/request.ts';
import type { MachineView } from '../../../src/machine/view.ts';
import type { WizardEvent } from '../../../src/machine/wizardEvent.ts';
import type { VendorProfile } from '../../../src/vendor/profile.ts';
import { newestKeyset } from '../../../src/verify/delivery.ts';
import { pinnedKeys } from '../../../src/verify/keyset.ts';
import { authenticateLicense } from '../../../src/verify/license.ts';
import type { MachineSession } from './session.ts';

type Trust = Pick<VendorProfile, 'rootKeys' | 'product'>;

/**
 * Observes what a session does to its machine.
 *
 * @param first the state at the start
 * @param emit called before the page gets the answer
 */
export function observeSession(
  session: MachineSession,
  { first, trust, emit }: { readonly first: MachineView; readonly trust: Trust; emit(event: WizardEvent): void },
): MachineSession {
  let last = first;
  const observed = Object.entries(session).map(([name, call]) => [
    name,
    async (...args: never[]) => {
      const view: MachineView = await call(...args);
      for (const event of eventsBetween(last, view, trust)) emit(event);
      last = view;
      return view;
    },
  ]);
  return Object.fromEntries(observed) as MachineSession;
}

/** @returns what happened between two states of a machine */
export function eventsBetween(before: MachineView, after: MachineView, trust: Trust): WizardEvent[] {
  return [...requestEvents(before, after), ...licenseEvents(before, after, trust), ...returnEvents(before, after)];
}

function requestEvents(before: MachineView, { request }: MachineView): WizardEvent[] {
  if (request === null || isSame(before.request, request)) return [];
  const { requestId, installationKey } = readRequest(request);
  return [{ event: 'request-made', requestId, machineId: machineId(installationKey) }];
}

/** A license counts again when it is new, and when its place is no longer, or now, the product's. */
function licenseEvents(before: MachineView, { license, keyset, place }: MachineView, trust: Trust): WizardEvent[] {
  if (license === null || (isSame(before.license, license) && before.place.isThere === place.isThere)) return [];
  const { licenseId, licenseType } = readLicenseIn(license, keyset.file, trust);
  const named = { licenseId, licenseType, path: place.path };
  if (place.isThere) return [{ event: 'activated', ...named }];
  return [{ event: 'not-installed', ...named, code: place.refusal?.code ?? null }];
}

function returnEvents(before: MachineView, after: MachineView): WizardEvent[] {
  const known = new Set(before.returns.map(({ nonce }) => nonce));
  return after.returns
    .filter(({ nonce }) => !known.has(nonce))
    .map(({ licenseId }) => ({ event: 'returned', licenseId }));
}

function readLicenseIn(license: Uint8Array, keysetFile: string, { rootKeys, product }: Trust) {
  const context = { rootKeys: pinnedKeys(rootKeys), product: product.id };
  const { keyset } = newestKeyset([new TextEncoder().encode(keysetFile)], context);
  return authenticateLicense(license, { keyset, product: product.id });
}

function isSame(one: Uint8Array | null, other: Uint8Array): boolean {
  return one !== null && sameBytes(one, other);
}
