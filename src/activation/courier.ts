import { joinBundle } from '../documents/bundle.ts';
import { toInstant } from '../documents/instant.ts';
import { readRequest } from '../documents/request.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { authenticateLicense } from '../verify/license.ts';
import { type Engine, emptyDraft, troubleOf } from './engine.ts';
import type { Errand } from './ports.ts';
import type { Screen } from './state.ts';

export type CourierActions = ReturnType<typeof courierActions>;

/** Refusals of the way, not of the order: the order waits and goes out later. */
const passing: readonly RefusalCode[] = [
  'network-offline',
  'service-unreachable',
  'service-answer-not-ours',
  'service-busy',
  'service-fault',
];

/** Another tab may have got the license meanwhile: then nothing is taken back. */
const unlessLicensed = (change: (errand: Errand) => Errand) => (errand: Errand | null) =>
  errand && errand.stage !== 'licensed' ? change(errand) : errand;

/** @returns the one request that a screen is about, null when it is about none or several */
function requestIdOf(screen: Screen): string | null {
  if ('requestId' in screen) return screen.requestId;
  if (!('order' in screen) || screen.order.for !== 'errands') return null;
  const [only, another] = screen.order.requestIds;
  return another === undefined ? (only ?? null) : null;
}

const firstPause = 5_000;
const longestPause = 120_000;

/** What the person does on a device with internet, for the requests it carries. */
export function courierActions(engine: Engine) {
  const { ports, vendor, state, update, show, guarded, keepErrand } = engine;
  const underWay = new Set<string>();
  let cancelRetry = () => {};
  let pause = firstPause;

  const find = (requestId: string) => state.value.errands.find((errand) => errand.requestId === requestId);

  function screenOf(errand: Errand): Screen {
    const { requestId, stage } = errand;
    if (stage === 'licensed') return { at: 'license', requestId };
    if (stage === 'waiting') return { at: 'waiting', requestId };
    return { at: 'license-type', order: { for: 'errands', requestIds: [requestId] } };
  }

  /** @throws Refusal whatever the service or the check of its answer refuses */
  async function fetchLicense(errand: Errand): Promise<Uint8Array> {
    const { licenseType, serialNumber } = errand.draft;
    const license = await ports.service.activate({
      request: errand.request,
      licenseType: licenseType ?? '',
      ...(serialNumber && { serialNumber }),
    });
    const { requestId } = authenticateLicense(license, {
      keyset: vendor.keyset,
      product: vendor.profile.product.id,
    });
    if (requestId !== errand.requestId) throw new Refusal('request-other');
    return license;
  }

  /** Sends one order. It is marked as waiting first, so that it goes out even if the app dies on the way. */
  async function send(requestId: string): Promise<void> {
    if (underWay.has(requestId)) return;
    underWay.add(requestId);
    try {
      await keepErrand(
        requestId,
        unlessLicensed((errand) => ({ ...errand, stage: 'waiting', refusal: null })),
      );
      const errand = find(requestId);
      if (errand?.stage !== 'waiting') return;
      const license = await fetchLicense(errand);
      // The serial number has done its work and is not kept longer than needed.
      const draft = { ...errand.draft, serialNumber: '' };
      await keepErrand(requestId, (current) => current && { ...current, stage: 'licensed', license, draft });
      update({ unreachable: null });
      pause = firstPause;
    } catch (fault) {
      const trouble = troubleOf(fault);
      if (passing.includes(trouble.code)) {
        update({ unreachable: trouble });
        retryLater();
        return;
      }
      await keepErrand(
        requestId,
        unlessLicensed((errand) => ({ ...errand, stage: 'open', refusal: trouble })),
      );
      throw fault;
    } finally {
      underWay.delete(requestId);
    }
  }

  function retryLater(): void {
    cancelRetry();
    cancelRetry = ports.later(pause, () => void sendWaiting());
    pause = Math.min(pause * 2, longestPause);
  }

  /** Sends everything that waits; each order that is refused says so in the list. */
  async function sendWaiting(): Promise<void> {
    const waiting = state.value.errands.filter((errand) => errand.stage === 'waiting');
    await Promise.allSettled(waiting.map((errand) => send(errand.requestId)));
    followErrand();
  }

  /**
   * A screen about an order turns into the license once it is here, whichever tab got it; the waiting one also turns
   * into the form, with the reason, when its order was refused.
   */
  function followErrand(): void {
    const { screen } = state.value;
    const requestId = requestIdOf(screen);
    if (requestId === null || screen.at === 'license') return;
    const errand = find(requestId);
    if (errand?.stage === 'waiting' || (errand?.stage === 'open' && screen.at !== 'waiting')) return;
    show(errand ? screenOf(errand) : { at: 'collect' }, 'replace');
    if (errand?.refusal) update({ trouble: errand.refusal });
  }

  async function takeRequest(file: Uint8Array): Promise<Errand> {
    const request = readRequest(file);
    const { product } = vendor.profile;
    if (request.product !== product.id) {
      throw new Refusal('product-other', { expected: product.id, found: request.product });
    }
    const fresh: Errand = {
      requestId: request.requestId,
      request: file,
      receivedAt: toInstant(ports.now()),
      draft: emptyDraft,
      stage: 'open',
      license: null,
      refusal: null,
    };
    await keepErrand(request.requestId, (current) => current ?? fresh);
    return find(request.requestId) ?? fresh;
  }

  return {
    screenOf,
    sendWaiting,
    followErrand,

    collect(): void {
      show({ at: 'collect' });
    },

    /**
     * Takes machines' requests in. One that is here already goes on where it stood.
     *
     * @throws Refusal every code of `readRequest`; `product-other`; the requests before the refused one are kept
     */
    async takeRequests(files: readonly Uint8Array[]): Promise<void> {
      const taken: Errand[] = [];
      for (const file of files) taken.push(await takeRequest(file));
      const [only, another] = taken;
      if (only) show(another ? { at: 'collect' } : screenOf(only));
    },

    open(requestId: string): void {
      const errand = find(requestId);
      if (!errand) return;
      show(screenOf(errand));
      if (errand.refusal) update({ trouble: errand.refusal });
    },

    /** Begins one order for all requests that are still open, with the same license type and serial number. */
    orderAllOpen(): void {
      const open = state.value.errands.filter((errand) => errand.stage === 'open');
      show({ at: 'license-type', order: { for: 'errands', requestIds: open.map((errand) => errand.requestId) } });
    },

    /**
     * Sends the orders and shows what came of them: of one, its license; of several, the list.
     *
     * @throws Refusal that of the first order refused; the others went out all the same
     */
    async order(requestIds: readonly string[]): Promise<void> {
      const outcomes = await Promise.allSettled(requestIds.map(send));
      const [only, another] = requestIds.map(find);
      const refused = outcomes.find((outcome) => outcome.status === 'rejected');
      if (another) show({ at: 'collect' });
      if (refused) throw refused.reason;
      if (only && !another) show(screenOf(only));
    },

    /** @returns all licenses that are ready, one file after another; each machine picks out its own */
    bundle(): Uint8Array {
      return joinBundle(state.value.errands.flatMap((errand) => errand.license ?? []));
    },

    /** Tries again now, whatever the pause. */
    retry: (): Promise<void> => guarded(sendWaiting),

    /** Takes an order that waits back into the form. */
    reconsider: (requestId: string): Promise<void> =>
      guarded(async () => {
        await keepErrand(
          requestId,
          unlessLicensed((errand) => ({ ...errand, stage: 'open' })),
        );
        const errand = find(requestId);
        if (errand) show(screenOf(errand));
      }),

    remove: (requestId: string): Promise<void> =>
      guarded(async () => {
        await keepErrand(requestId, () => null);
        show({ at: 'collect' }, 'replace');
      }),
  };
}
