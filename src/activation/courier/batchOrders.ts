import { batchOf } from '../batch/batch.ts';
import type { Engine } from '../engine.ts';
import type { OwnActions } from '../parts.ts';
import { type CarriedRequest, type Draft, emptyDraft } from '../records.ts';
import { type Order, screenOf } from '../screens.ts';
import { reopened, unlessLicensed } from './orders.ts';

export type CarriedOrder = Extract<Order, { readonly for: 'carried-requests' }>;

/** Orders for several requests: one for all of them, or one after another. */
export function batchActions(engine: Engine, { courier }: OwnActions) {
  const { state, show, guarded, keepBatch, keepCarriedRequests } = engine;

  /** Stores that they wait, in one transaction, before anything is sent: a crash then loses none. */
  async function beginSending(
    requestIds: readonly string[],
    draftOf: (request: CarriedRequest) => Draft | null,
  ): Promise<void> {
    await keepCarriedRequests(
      requestIds,
      unlessLicensed((current) => {
        const draft = draftOf(current);
        return draft ? { ...current, draft, stage: 'waiting', refusal: null } : current;
      }),
    );
    void courier.sendWaiting();
  }

  return {
    ...oneAfterAnother(engine, (requestIds) => beginSending(requestIds, ({ draft }) => draft)),

    /** Begins one order for several requests of a product, with the same license type and serial number. */
    orderSeveral: (requestIds: readonly string[]): void => orderSeveral(engine, requestIds),

    /** Orders requests again that were refused together: what was chosen and typed for them is where it was. */
    async orderAgain(requests: readonly CarriedRequest[]): Promise<void> {
      const requestIds = requests.map(({ requestId }) => requestId);
      if (requestIds.length > 1) await keepBatch({ ...batchOf(requestIds, null), draft: sharedDraft(requests) });
      orderSeveral(engine, requestIds);
    },

    /** Opens the table that assigns serial numbers to computers. */
    openTable(order: Order): void {
      show({ at: 'serial-table', order });
    },

    /** Keeps the table as it was pasted, until its order is sent. */
    keepTable: (requestIds: readonly string[], table: string): Promise<void> =>
      keepBatch({ ...batchOf(requestIds, state.value.batch), table }),

    /** @returns the table of an order; empty when there is none */
    tableOf: (requestIds: readonly string[]): string => batchOf(requestIds, state.value.batch).table,

    /**
     * Sends an order for several, and shows what becomes of each.
     *
     * @param draftOf returns what is ordered for a request; null leaves it as it is
     */
    async orderAll(requestIds: readonly string[], draftOf: (request: CarriedRequest) => Draft | null): Promise<void> {
      await beginSending(requestIds, draftOf);
      show({ at: 'outcome', requestIds });
      await keepBatch(null);
    },

    /** Takes waiting orders back into the form. */
    takeBack: (requestIds: readonly string[]): Promise<void> =>
      guarded(() => keepCarriedRequests(requestIds, reopened(null))),
  };
}

function orderSeveral({ state, show }: Engine, requestIds: readonly string[]): void {
  const [only, another] = requestIds;
  const first = state.value.carriedRequests.find(({ requestId }) => requestId === only);
  if (!first) return;
  const batch = { at: 'license-type', order: { for: 'carried-requests', requestIds } } as const;
  show(another === undefined ? screenOf(first) : batch);
}

/** @returns what the orders of all these requests have in common; empty where they differ */
function sharedDraft(requests: readonly CarriedRequest[]): Draft {
  const [first, ...others] = requests.map(({ draft: { licenseType, serialNumber } }) => ({
    licenseType,
    serialNumber,
  }));
  const isSame = ({ licenseType, serialNumber }: Draft) =>
    licenseType === first?.licenseType && serialNumber === first.serialNumber;
  return first && others.every(isSame) ? first : emptyDraft;
}

/** Orders that are filled in one after another. @param send stores and sends an order with its own draft */
function oneAfterAnother({ state, show }: Engine, send: (requestIds: readonly string[]) => Promise<void>) {
  const isOpen = (id: string) =>
    state.value.carriedRequests.some((one) => one.requestId === id && one.stage === 'open');

  /** Shows the form of the next request that is still to be ordered; after the last one what became of all. */
  function goOn({ requestIds: [current = ''], among = [] }: CarriedOrder): void {
    const next = among.slice(among.indexOf(current) + 1).find(isOpen);
    const order = { for: 'carried-requests', requestIds: [next ?? ''], among } as const;
    show(next === undefined ? { at: 'outcome', requestIds: among } : { at: 'license-type', order });
  }

  return {
    /** Orders requests one after another, each with a license type and serial number of its own. */
    orderEach(requestIds: readonly string[]): void {
      const [first] = requestIds;
      if (first === undefined) return;
      show({ at: 'license-type', order: { for: 'carried-requests', requestIds: [first], among: requestIds } });
    },

    /** Leaves a request of those that are ordered one after another as it is. */
    skip: goOn,

    /** Sends the order of one request of those, and goes on to the next. */
    async orderNext(order: CarriedOrder): Promise<void> {
      await send(order.requestIds);
      goOn(order);
    },
  };
}
