import { toInstant } from '../../documents/instant.ts';
import { longestLabel } from '../../documents/machineLabel.ts';
import type { Engine } from '../engine.ts';
import { refusalOf } from '../keptRefusal.ts';
import type { OwnActions } from '../parts.ts';
import { type ListView, plainView } from './view.ts';

/** What a technician does with the list of computers. */
export function listActions(engine: Engine, { courier }: OwnActions) {
  const { ports, state, update, guarded } = engine;

  function keep(change: Partial<ListView>): void {
    const list = { ...state.value.list, ...change };
    update({ list });
    ports.journal
      .writeSetting('list', JSON.stringify(list))
      .catch((error) => update({ storageError: refusalOf(error) }));
  }

  const forget = () => engine.removeRecords([], [], toInstant(ports.now()));

  return {
    ...computerNotes(engine),

    search: (query: string): void => keep({ query }),
    show: (change: Pick<Partial<ListView>, 'state' | 'product' | 'sort'>): void => keep(change),
    /** Shows all rows again. */
    showAll: (): void => keep({ query: plainView.query, state: null, product: null }),

    /** Ticks rows, or takes their ticks away. */
    tick(ids: readonly string[], isTicked: boolean): void {
      const others = state.value.list.ticked.filter((id) => !ids.includes(id));
      keep({ ticked: isTicked ? [...others, ...ids] : others });
    },

    /** Removes requests and receipts; {@link undo} puts them back until the next removal. */
    remove: (requestIds: readonly string[], receiptIds: readonly string[]): Promise<void> =>
      guarded(async () => {
        await engine.removeRecords(requestIds, receiptIds, toInstant(ports.now()));
        keep({ ticked: state.value.list.ticked.filter((id) => !requestIds.includes(id) && !receiptIds.includes(id)) });
      }),

    /** Puts back what was removed last, and sends what waits of it. */
    undo: (): Promise<void> =>
      guarded(async () => {
        await engine.restoreRemoved();
        void courier.sendWaiting();
      }),

    /** Removes for good what was removed last. */
    dismissRemoved: (): Promise<void> => guarded(forget),
  };
}

/** What is noted about single computers. */
function computerNotes({ ports, state, update, guarded, keepCarriedRequests }: Engine) {
  return {
    /** Gives a computer a name; its other requests get the same one. */
    async rename(requestId: string, text: string): Promise<void> {
      const { carriedRequests } = state.value;
      const machine = carriedRequests.find((one) => one.requestId === requestId)?.machine;
      const isSame = (one: { requestId: string; machine: string }) =>
        one.requestId === requestId || (machine !== '' && one.machine === machine);
      const name = text.slice(0, longestLabel);
      // In memory at once, so that a write that ends late takes no letter back.
      const namedAt = toInstant(ports.now());
      update({ carriedRequests: carriedRequests.map((one) => (isSame(one) ? { ...one, name, namedAt } : one)) });
      const ids = carriedRequests.filter(isSame).map((one) => one.requestId);
      try {
        await ports.journal.changeCarriedRequests(ids, (current) => ({ ...current, name, namedAt }));
        update({ storageError: null });
      } catch (error) {
        update({ storageError: refusalOf(error) });
      }
    },

    /** Notes that machines have their licenses, or have not got them after all. */
    markDelivered: (requestIds: readonly string[], isDelivered: boolean): Promise<void> =>
      guarded(() => {
        const deliveredAt = isDelivered ? toInstant(ports.now()) : null;
        return keepCarriedRequests(requestIds, (current) =>
          current.stage === 'licensed' ? { ...current, deliveredAt } : current,
        );
      }),
  };
}
