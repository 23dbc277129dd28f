import { splitBundle } from '../documents/bundle.ts';
import { toInstant } from '../documents/instant.ts';
import type { Keyset } from '../documents/keyset.ts';
import type { UnverifiedLicense } from '../documents/license.ts';
import { readRequest } from '../documents/request.ts';
import { Refusal } from '../refusal.ts';
import { authenticateLicense } from '../verify/license.ts';
import { licenseIn, takeKeysets } from './bundle.ts';
import { type Engine, refusalOf } from './engine.ts';
import { needsAnswer, screenOf } from './navigation.ts';
import { type CarriedRequest, emptyDraft } from './ports.ts';
import { createRetry, isPassing } from './retry.ts';
import type { Screen } from './state.ts';

export type CourierActions = ReturnType<typeof courierActions>;

/** Another tab may have got the license meanwhile: then nothing is taken back. */
const unlessLicensed =
  (change: (carriedRequest: CarriedRequest) => CarriedRequest) => (carriedRequest: CarriedRequest | null) =>
    carriedRequest && carriedRequest.stage !== 'licensed' ? change(carriedRequest) : carriedRequest;

/** @returns the requests that a screen is about */
function requestIdsOf(screen: Screen): readonly string[] {
  if ('requestId' in screen) return [screen.requestId];
  return 'order' in screen && screen.order.for === 'carried-requests' ? screen.order.requestIds : [];
}

/** What the person does on a device with internet, for the requests it carries. */
export function courierActions(engine: Engine) {
  const { ports, vendor, state, update, show, guarded, keepCarriedRequest } = engine;
  const underWay = new Set<string>();
  const read = new WeakMap<Uint8Array, { keyset: Keyset; license: UnverifiedLicense }>();
  const retry = createRetry(ports, () => void sendWaiting());

  const find = (requestId: string) =>
    state.value.carriedRequests.find((carriedRequest) => carriedRequest.requestId === requestId);

  /** @returns the answer as it came: a keyset behind the license goes on to the machine. @throws Refusal whatever the service or the check of its answer refuses */
  async function fetchLicense(carriedRequest: CarriedRequest): Promise<Uint8Array> {
    const { licenseType, serialNumber, confirmChange } = carriedRequest.draft;
    const answer = await ports.service.activate({
      request: carriedRequest.request,
      licenseType: licenseType ?? '',
      ...(serialNumber && { serialNumber }),
      ...(confirmChange && { confirmChange }),
    });
    await takeKeysets(engine, splitBundle(answer));
    if (authenticate(answer).requestId !== carriedRequest.requestId) throw new Refusal('request-other');
    return answer;
  }

  /** @throws Refusal every code of `authenticateLicense` */
  function authenticate(answer: Uint8Array): UnverifiedLicense {
    const keyset = vendor.keysets.current;
    return authenticateLicense(licenseIn(answer), { keyset, product: vendor.profile.product.id });
  }

  /** A request gets one license: when it has one already, another type cannot be had for it. */
  function checkOrdered({ license, draft }: CarriedRequest): void {
    if (license && authenticate(license).licenseType !== draft.licenseType) throw new Refusal('request-id-reused');
  }

  /** Sends one order. It is marked as waiting first, so that it goes out even if the app dies on the way. */
  async function send(requestId: string): Promise<void> {
    if (underWay.has(requestId)) return;
    underWay.add(requestId);
    try {
      await keepCarriedRequest(
        requestId,
        unlessLicensed((carriedRequest) => ({ ...carriedRequest, stage: 'waiting', refusal: null })),
      );
      const carriedRequest = find(requestId);
      if (carriedRequest?.stage === 'licensed') checkOrdered(carriedRequest);
      if (carriedRequest?.stage !== 'waiting') return;
      const license = await fetchLicense(carriedRequest);
      // The serial number has done its work and is not kept longer than needed.
      const draft = { ...carriedRequest.draft, serialNumber: '' };
      await keepCarriedRequest(requestId, (current) => current && { ...current, stage: 'licensed', license, draft });
      update({ unreachable: null });
      retry.reset();
    } catch (error) {
      const refusal = refusalOf(error);
      if (isPassing(refusal)) {
        update({ unreachable: refusal });
        retry.later(refusal);
        return;
      }
      await keepCarriedRequest(
        requestId,
        unlessLicensed((carriedRequest) => ({ ...carriedRequest, stage: 'open', refusal: refusal })),
      );
      throw error;
    } finally {
      underWay.delete(requestId);
    }
  }

  /** Sends everything that waits; each order that is refused says so in the list. */
  async function sendWaiting(): Promise<void> {
    const waiting = state.value.carriedRequests.filter((carriedRequest) => carriedRequest.stage === 'waiting');
    await Promise.allSettled(waiting.map((carriedRequest) => send(carriedRequest.requestId)));
    followCarriedRequest();
  }

  /**
   * A screen about an order turns into the license once it is here, whichever tab got it; the waiting one also turns
   * into the form, with the reason, when its order was refused.
   */
  function followCarriedRequest(): void {
    const { screen } = state.value;
    const [requestId, another] = requestIdsOf(screen);
    if (requestId === undefined || another !== undefined || screen.at === 'license') return;
    const carriedRequest = find(requestId);
    if (carriedRequest?.stage === 'waiting' || (carriedRequest?.stage === 'open' && screen.at !== 'waiting')) return;
    show(carriedRequest ? screenOf(carriedRequest) : { at: 'collect' }, 'replace');
    sayWhy(carriedRequest);
  }

  /** Why an order was refused, in front of its form; a question has a screen of its own. */
  function sayWhy(carriedRequest: CarriedRequest | undefined): void {
    if (carriedRequest?.refusal && !needsAnswer(carriedRequest)) update({ refusal: carriedRequest.refusal });
  }

  async function takeRequest(file: Uint8Array): Promise<CarriedRequest> {
    const request = readRequest(file);
    const { product } = vendor.profile;
    if (request.product !== product.id) {
      throw new Refusal('product-other', { expected: product.id, found: request.product });
    }
    const fresh: CarriedRequest = {
      requestId: request.requestId,
      request: file,
      receivedAt: toInstant(ports.now()),
      draft: emptyDraft,
      stage: 'open',
      license: null,
      refusal: null,
    };
    await keepCarriedRequest(request.requestId, (current) => current ?? fresh);
    return find(request.requestId) ?? fresh;
  }

  return {
    sendWaiting,
    followCarriedRequest,

    collect(): void {
      show({ at: 'collect' });
    },

    /**
     * Takes machines' requests in. One that is here already goes on where it stood.
     *
     * @throws Refusal every code of `readRequest`; `product-other`; the requests before the refused one are kept
     */
    async takeRequests(files: readonly Uint8Array[]): Promise<void> {
      const taken: CarriedRequest[] = [];
      for (const file of files) taken.push(await takeRequest(file));
      const [only, another] = taken;
      if (only) show(another ? { at: 'collect' } : screenOf(only));
    },

    open(requestId: string): void {
      const carriedRequest = find(requestId);
      if (!carriedRequest) return;
      show(screenOf(carriedRequest));
      sayWhy(carriedRequest);
    },

    /** Begins one order for all requests that are still open, with the same license type and serial number. */
    orderAllOpen(): void {
      const open = state.value.carriedRequests.filter(
        (carriedRequest) => carriedRequest.stage === 'open' && !needsAnswer(carriedRequest),
      );
      show({
        at: 'license-type',
        order: { for: 'carried-requests', requestIds: open.map((carriedRequest) => carriedRequest.requestId) },
      });
    },

    /**
     * Sends the orders and shows what came of them: of one, its license; of several, the list with what became of each.
     *
     * @throws Refusal why the service refused, when it was one order
     */
    async order(requestIds: readonly string[]): Promise<void> {
      const outcomes = await Promise.allSettled(requestIds.map(send));
      // Who has gone elsewhere meanwhile stays there: the list has the outcome.
      if (requestIdsOf(state.value.screen).join() !== requestIds.join()) return;
      if (requestIds.length > 1) return show({ at: 'collect' });
      const [only] = requestIds.map(find);
      const refused = outcomes.find((outcome) => outcome.status === 'rejected');
      if (refused && !(only && needsAnswer(only))) throw refused.reason;
      if (only) show(screenOf(only));
    },

    /** @returns what a license that is here says, for the person who carries it; null when it is not to be trusted */
    licenseOf(requestId: string): UnverifiedLicense | null {
      const file = find(requestId)?.license;
      if (!file) return null;
      const known = read.get(file);
      if (known?.keyset === vendor.keysets.current) return known.license;
      try {
        const license = authenticate(file);
        read.set(file, { keyset: vendor.keysets.current, license });
        return license;
      } catch {
        // Its key, or it itself, was revoked since: the machine will say so, with the reason.
        return null;
      }
    },

    /** All licenses that are ready, as codes and as one file. */
    showAll(): void {
      show({ at: 'licenses' });
    },

    /** Tries again now, whatever the pause. */
    retry: (): Promise<void> => guarded(sendWaiting),

    /** Takes an order that waits back into the form. */
    reconsider: (requestId: string): Promise<void> =>
      guarded(async () => {
        await keepCarriedRequest(
          requestId,
          unlessLicensed((carriedRequest) => ({ ...carriedRequest, stage: 'open', refusal: null })),
        );
        const carriedRequest = find(requestId);
        if (carriedRequest) show(screenOf(carriedRequest));
      }),

    remove: (requestId: string): Promise<void> =>
      guarded(async () => {
        await keepCarriedRequest(requestId, () => null);
        show({ at: 'collect' }, 'replace');
      }),
  };
}
