import { exactDocumentsIn } from '../../documents/heal/exactDocuments.ts';
import { Refusal } from '../../refusal.ts';
import { wantedIn } from '../drafts.ts';
import type { SendingEngine } from '../engine.ts';
import { takeKeysets } from '../keys/bundle.ts';
import { createOutbox, type Outbox } from '../outbox/outbox.ts';
import type { CarriedRequest, Draft } from '../records.ts';
import type { LicenseReader } from './licenseReader.ts';

/** @returns a change that leaves a licensed request alone: another tab may have got the license meanwhile */
export const unlessLicensed =
  (change: (current: CarriedRequest) => CarriedRequest) =>
  <Current extends CarriedRequest | null>(current: Current): Current | CarriedRequest =>
    current && current.stage !== 'licensed' ? change(current) : current;

/** @returns the change that puts a request back into the form */
export const reopened = (refusal: CarriedRequest['refusal']) =>
  unlessLicensed((current) => ({ ...current, stage: 'open', refusal }));

/** The outbox of the orders for carried requests. */
export function createOrders(engine: SendingEngine, { authenticate }: LicenseReader, onSent: () => void): Outbox {
  const { vendor, state, update, keepCarriedRequest } = engine;

  /** A request gets one license: a licensed one cannot get another type. */
  function checkOrdered({ license, product, draft }: CarriedRequest): void {
    if (license && authenticate(license, product).licenseType !== draft.licenseType)
      throw new Refusal('request-id-reused');
  }

  /** @returns the answer as it came: a keyset behind the license goes on to the machine */
  async function fetchLicense({ requestId, request, product, draft }: CarriedRequest): Promise<Uint8Array> {
    const answer = await vendor.of(product).service.activate({ request, ...wantedIn(draft) });
    await takeKeysets(engine, exactDocumentsIn(answer));
    if (authenticate(answer, product).requestId !== requestId) throw new Refusal('request-other');
    return answer;
  }

  /** @returns what the answer changes in the record; only its machine can verify a confirmation code */
  async function orderLicense(record: CarriedRequest): Promise<Partial<CarriedRequest>> {
    const { code, product, draft } = record;
    if (!code) return { license: await fetchLicense(record) };
    const { renews: _, ...wanted } = wantedIn(draft);
    // Whoever orders again does not want the code that is here already.
    const order = { installationCode: code.groups.join(' '), ...wanted, ...(code.answer && { new: true }) };
    return { code: { ...code, answer: await vendor.of(product).service.activateByCode(order) } };
  }

  return createOutbox<CarriedRequest, Partial<CarriedRequest>>(
    engine,
    {
      name: 'orders',
      inBackground: true,
      pending: () =>
        state.value.carriedRequests.filter(({ stage }) => stage === 'waiting').map(({ requestId }) => requestId),
      async prepare(id, asked) {
        await keepCarriedRequest(
          id,
          unlessLicensed((current) => (asked ? { ...current, stage: 'waiting', refusal: null } : current)),
        );
        const found = state.value.carriedRequests.find(({ requestId }) => requestId === id);
        if (found?.stage === 'licensed') checkOrdered(found);
        return found?.stage === 'waiting' ? found : null;
      },
      send: orderLicense,
      keepAnswer: ({ requestId, draft }, answer) =>
        // The serial number has served its purpose and is not stored longer than needed.
        keepCarriedRequest(
          requestId,
          (current) => current && { ...current, ...answer, stage: 'licensed', draft: { ...draft, serialNumber: '' } },
        ),
      // An order that the person has changed meanwhile was not refused.
      keepRefusal: (id, refusal, sent) =>
        keepCarriedRequest(id, (current) =>
          sent && current && !isSameOrder(sent.draft, current.draft) ? current : reopened(refusal)(current),
        ),
      reach: (refusal) => update({ unreachable: refusal }),
    },
    onSent,
  );
}

function isSameOrder(one: Draft, other: Draft): boolean {
  return JSON.stringify(wantedIn(one)) === JSON.stringify(wantedIn(other));
}
