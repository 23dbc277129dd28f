import type { Signal } from '@preact/signals';
import { refusalOf } from './keptRefusal.ts';
import type { JournalPort } from './ports/journal.ts';
import type { CarriedReceipt, CarriedRequest, MachineRecord } from './records.ts';
import type { State } from './state.ts';

/** State, and the journal that outlives it. */
export interface StoredState {
  readonly journal: JournalPort;
  readonly state: Signal<State>;
  update(change: Partial<State>): void;
}

/** @returns the next record from the current one; null, where allowed, stands for none */
type ChangeOf<T> = (current: T) => T;

/** Writes records to the journal and to the state. When the disk refuses, work continues in memory and the page says so. */
export interface RecordKeeper {
  keepMachine(change: ChangeOf<MachineRecord>): Promise<void>;
  keepCarriedRequest(requestId: string, change: ChangeOf<CarriedRequest | null>): Promise<void>;
  /** Changes many carried requests at once; those that are gone are left out. */
  keepCarriedRequests(requestIds: readonly string[], change: ChangeOf<CarriedRequest>): Promise<void>;
  keepReceipt(id: string, change: ChangeOf<CarriedReceipt | null>): Promise<void>;
  /** Removes records; `restoreRemoved` puts them back, until the next removal. @param at instant, ISO 8601 in UTC */
  removeRecords(requestIds: readonly string[], receiptIds: readonly string[], at: string): Promise<void>;
  restoreRemoved(): Promise<void>;
}

export function keepRecords({ journal, state, update }: StoredState): RecordKeeper {
  /** Writes one record of a list; `place` returns the list with it. */
  async function keepOne<T>(
    inMemory: T | null,
    change: ChangeOf<T | null>,
    write: (change: ChangeOf<T | null>) => Promise<T | null>,
    place: (record: T | null) => Partial<State>,
  ): Promise<void> {
    try {
      const kept = await write((current) => change(current ?? inMemory));
      update({ ...place(kept), storageError: null });
    } catch (error) {
      update({ ...place(change(inMemory)), storageError: refusalOf(error) });
    }
  }

  return {
    async keepMachine(change) {
      try {
        update({ machine: await journal.writeMachine(change), storageError: null });
      } catch (error) {
        update({ machine: change(state.value.machine), storageError: refusalOf(error) });
      }
    },

    keepCarriedRequest(requestId, change) {
      const isIt = (one: CarriedRequest) => one.requestId === requestId;
      return keepOne(
        state.value.carriedRequests.find(isIt) ?? null,
        change,
        (next) => journal.writeCarriedRequest(requestId, next),
        (record) => ({ carriedRequests: withRecord(state.value.carriedRequests, isIt, record) }),
      );
    },

    async keepCarriedRequests(requestIds, change) {
      const placed = (changed: readonly CarriedRequest[]) => {
        const byId = new Map(changed.map((one) => [one.requestId, one]));
        return { carriedRequests: state.value.carriedRequests.map((one) => byId.get(one.requestId) ?? one) };
      };
      try {
        const changed = await journal.changeCarriedRequests(requestIds, change);
        update({ ...placed(changed), storageError: null });
      } catch (error) {
        const inMemory = state.value.carriedRequests.filter(({ requestId }) => requestIds.includes(requestId));
        update({ ...placed(inMemory.map(change)), storageError: refusalOf(error) });
      }
    },

    keepReceipt(id, change) {
      const isIt = (one: CarriedReceipt) => one.id === id;
      return keepOne(
        state.value.receipts.find(isIt) ?? null,
        change,
        (next) => journal.writeReceipt(id, next),
        (record) => ({ receipts: withRecord(state.value.receipts, isIt, record) }),
      );
    },
    ...keepRemoved({ journal, state, update }),
  };
}

function keepRemoved({ journal, state, update }: StoredState): Pick<RecordKeeper, 'removeRecords' | 'restoreRemoved'> {
  return {
    async removeRecords(requestIds, receiptIds, at) {
      const { carriedRequests, receipts } = state.value;
      const isRemoved = (one: CarriedRequest) => requestIds.includes(one.requestId);
      const isRemovedReceipt = (one: CarriedReceipt) => receiptIds.includes(one.id);
      const rest = {
        carriedRequests: carriedRequests.filter((one) => !isRemoved(one)),
        receipts: receipts.filter((one) => !isRemovedReceipt(one)),
      };
      try {
        const removed = await journal.removeRecords(requestIds, receiptIds, at);
        update({ ...rest, removed, storageError: null });
      } catch (error) {
        const inMemory = carriedRequests.filter(isRemoved);
        const removed = { at, carriedRequests: inMemory, receipts: receipts.filter(isRemovedReceipt) };
        update({ ...rest, removed, storageError: refusalOf(error) });
      }
    },

    async restoreRemoved() {
      const { removed } = state.value;
      try {
        await journal.restoreRemoved();
        const [carriedRequests, receipts] = await Promise.all([journal.listCarriedRequests(), journal.listReceipts()]);
        update({ carriedRequests, receipts, removed: null, storageError: null });
      } catch (error) {
        const { carriedRequests, receipts } = state.value;
        const back = removed?.carriedRequests.filter(
          ({ requestId }) => !carriedRequests.some((one) => one.requestId === requestId),
        );
        const backReceipts = removed?.receipts.filter(({ id }) => !receipts.some((one) => one.id === id));
        update({
          carriedRequests: [...carriedRequests, ...(back ?? [])],
          receipts: [...receipts, ...(backReceipts ?? [])],
          removed: null,
          storageError: refusalOf(error),
        });
      }
    },
  };
}

/** @returns the list with the record in its place, at the end when it is new; without it when it is null */
function withRecord<T>(records: readonly T[], isIt: (one: T) => boolean, record: T | null): readonly T[] {
  if (record === null) return records.filter((one) => !isIt(one));
  return records.some(isIt) ? records.map((one) => (isIt(one) ? record : one)) : [...records, record];
}
