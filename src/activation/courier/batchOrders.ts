import { batchOf } from '../batch/batch.ts';
import type { Engine } from '../engine.ts';
import { type CarriedRequest, type Draft, emptyDraft } from '../records.ts';
import { type Order, screenOf } from '../screens.ts';
import { reopened, unlessLicensed } from './orders.ts';

type CarriedOrder = Extract<Order, { readonly for: 'carried-requests' }>;

/**
 * Orders for several requests: one for all of them, or one after another.
 *
 * @param sendPending sends everything that waits
 */
export function batchActions(engine: Engine, sendPending: () => Promise<void>) {
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
    void sendPending();
  }

  /** Shows the form of the next request that is still to be ordered; after the last one what became of all. */
  function goOn({ requestIds: [current = ''], among = [] }: CarriedOrder): void {
    const later = among.slice(among.indexOf(current) + 1);
    const next = later.find((id) => isOpen(id));
    if (next === undefined) return show({ at: 'outcome', requestIds: among });
    show({ at: 'license-type', order: { for: 'carried-requests', requestIds: [next], among } });
  }

  const isOpen = (id: string) =>
    state.value.carriedRequests.some((one) => one.requestId === id && one.stage === 'open');

  return {
    /** Begins one order for several requests of a product, with the same license type and serial number. */
    orderSeveral(requestIds: readonly string[]): void {
      const [only, another] = requestIds;
      const single = state.value.carriedRequests.find(({ requestId }) => requestId === only);
      if (single && another === undefined) return show(screenOf(single));
      if (single) show({ at: 'license-type', order: { for: 'carried-requests', requestIds } });
    },

    /** Orders requests again that were refused together: what was chosen and typed for them is where it was. */
    async orderAgain(requests: readonly CarriedRequest[]): Promise<void> {
      const requestIds = requests.map(({ requestId }) => requestId);
      const [draft = emptyDraft, another] = new Map(
        requests.map(({ draft: { licenseType, serialNumber } }) => [
          `${licenseType}\n${serialNumber}`,
          { licenseType, serialNumber },
        ]),
      ).values();
      if (requestIds.length > 1) {
        await keepBatch({ ...batchOf(requestIds, null), draft: another ? emptyDraft : draft });
      }
      this.orderSeveral(requestIds);
    },

    /** Orders requests one after another, each with a license type and serial number of its own. */
    orderEach(requestIds: readonly string[]): void {
      const [first] = requestIds;
      if (first === undefined) return;
      show({ at: 'license-type', order: { for: 'carried-requests', requestIds: [first], among: requestIds } });
    },

    /** Leaves a request of those that are ordered one after another as it is. */
    skip: (order: CarriedOrder): void => goOn(order),

    /** Sends the order of one request of those, and goes on to the next. */
    async orderNext(order: CarriedOrder): Promise<void> {
      await beginSending(order.requestIds, ({ draft }) => draft);
      goOn(order);
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
