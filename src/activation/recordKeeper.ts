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
  keepReceipt(id: string, change: ChangeOf<CarriedReceipt | null>): Promise<void>;
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

    keepReceipt(id, change) {
      const isIt = (one: CarriedReceipt) => one.id === id;
      return keepOne(
        state.value.receipts.find(isIt) ?? null,
        change,
        (next) => journal.writeReceipt(id, next),
        (record) => ({ receipts: withRecord(state.value.receipts, isIt, record) }),
      );
    },
  };
}

/** @returns the list with the record in its place, at the end when it is new; without it when it is null */
function withRecord<T>(records: readonly T[], isIt: (one: T) => boolean, record: T | null): readonly T[] {
  if (record === null) return records.filter((one) => !isIt(one));
  return records.some(isIt) ? records.map((one) => (isIt(one) ? record : one)) : [...records, record];
}
