import { wholeReceipt, wholeRequest } from '../activation/courier/earlierRecords.ts';
import type { JournalPort } from '../activation/ports/journal.ts';
import type { CarriedReceipt, CarriedRequest, Removed } from '../activation/records.ts';
import { announced, asRefusal, durable, type JournalContext } from './announced.ts';

export type ListPort = Pick<
  JournalPort,
  | 'listCarriedRequests'
  | 'writeCarriedRequest'
  | 'changeCarriedRequests'
  | 'listReceipts'
  | 'writeReceipt'
  | 'readRemoved'
  | 'removeRecords'
  | 'restoreRemoved'
>;

/** The lists of a courier: requests and receipts of other machines, and what was removed of both. */
export function recordLists(context: JournalContext): ListPort {
  const { database, product, tabs, recordsWritten } = context;
  // The product is what a record of an earlier version lacks: the database has only one.
  const request = (record: CarriedRequest) => wholeRequest({ ...record, product });
  const receipt = (record: CarriedReceipt) => wholeReceipt({ ...record, product });

  function changeOne<T extends CarriedRequest | CarriedReceipt>(
    store: 'carriedRequests' | 'receipts',
    key: string,
    whole: (record: T) => T,
    change: (current: T | null) => T | null,
  ): Promise<T | null> {
    return announced(tabs, async () => {
      const transaction = database.transaction(store, 'readwrite', durable);
      const current = (await transaction.store.get(key)) as T | undefined;
      const next = change(current ? whole(current) : null);
      const request = next ? transaction.store.put(next) : transaction.store.delete(key);
      await Promise.all([request, transaction.done]);
      recordsWritten();
      return next;
    });
  }

  return {
    listCarriedRequests: async () =>
      oldestFirst((await asRefusal(() => database.getAll('carriedRequests'))).map(request)),
    writeCarriedRequest: (requestId, change) => changeOne('carriedRequests', requestId, request, change),

    changeCarriedRequests: (requestIds, change) =>
      announced(tabs, async () => {
        const transaction = database.transaction('carriedRequests', 'readwrite', durable);
        const found = await Promise.all(requestIds.map((id) => transaction.store.get(id)));
        const changed = found.flatMap((record) => (record ? [change(request(record))] : []));
        await Promise.all([...changed.map((record) => transaction.store.put(record)), transaction.done]);
        return changed;
      }),

    listReceipts: async () => oldestFirst((await asRefusal(() => database.getAll('receipts'))).map(receipt)),
    writeReceipt: (id, change) => changeOne('receipts', id, receipt, change),
    ...removedRecords(context),
  };
}

const listsAndRemoved = ['carriedRequests', 'receipts', 'removed'] as const;

function removedRecords({
  database,
  tabs,
}: JournalContext): Pick<ListPort, 'readRemoved' | 'removeRecords' | 'restoreRemoved'> {
  return {
    readRemoved: async () => {
      const removed = await asRefusal(() => database.get('removed', 'current'));
      return removed ? unlessEmpty(removed) : null;
    },

    removeRecords: (requestIds, receiptIds, at) =>
      announced(tabs, async () => {
        const transaction = database.transaction(listsAndRemoved, 'readwrite', durable);
        const [requests, receipts] = [transaction.objectStore('carriedRequests'), transaction.objectStore('receipts')];
        const found = await Promise.all(requestIds.map((id) => requests.get(id)));
        const foundReceipts = await Promise.all(receiptIds.map((id) => receipts.get(id)));
        const isThere = <T>(record: T | undefined) => record !== undefined;
        const removed = { at, carriedRequests: found.filter(isThere), receipts: foundReceipts.filter(isThere) };
        await Promise.all([
          ...requestIds.map((id) => requests.delete(id)),
          ...receiptIds.map((id) => receipts.delete(id)),
          transaction.objectStore('removed').put(removed, 'current'),
          transaction.done,
        ]);
        return unlessEmpty(removed);
      }),

    restoreRemoved: () =>
      announced(tabs, async () => {
        const transaction = database.transaction(listsAndRemoved, 'readwrite', durable);
        const [requests, receipts] = [transaction.objectStore('carriedRequests'), transaction.objectStore('receipts')];
        const removed = await transaction.objectStore('removed').get('current');
        const there = new Set([...(await requests.getAllKeys()), ...(await receipts.getAllKeys())]);
        await Promise.all([
          ...(removed?.carriedRequests ?? []).map((one) => !there.has(one.requestId) && requests.put(one)),
          ...(removed?.receipts ?? []).map((one) => !there.has(one.id) && receipts.put(one)),
          transaction.objectStore('removed').delete('current'),
          transaction.done,
        ]);
      }),
  };
}

function unlessEmpty(removed: Removed): Removed | null {
  return removed.carriedRequests.length + removed.receipts.length > 0 ? removed : null;
}

function oldestFirst<T extends { readonly receivedAt: string }>(records: T[]): T[] {
  return records.sort((a, b) => a.receivedAt.localeCompare(b.receivedAt));
}
