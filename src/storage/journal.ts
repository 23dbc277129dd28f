import { wholeReceipt, wholeRequest } from '../activation/courier/earlierRecords.ts';
import type { JournalPort } from '../activation/ports/journal.ts';
import {
  type CarriedReceipt,
  type CarriedRequest,
  emptyMachine,
  type MachineRecord,
  noFileTransfer,
} from '../activation/records.ts';
import { type Database, storageRefusal } from './database.ts';
import { openTabChannel, type TabChannel } from './tabChannel.ts';

/** Strict, because with the browsers' default a power cut can undo what was shown as saved. */
const durable = { durability: 'strict' } as const;

/**
 * The journal in IndexedDB. Each write is one transaction that reads first, so that two tabs cannot overwrite each
 * other's changes; its promise resolves when the transaction is complete.
 *
 * @param product id of the product whose database it is
 * @param recordsWritten called after each write of a record that somebody would miss
 */
export function createJournal(database: Database, product: string, recordsWritten = () => {}): JournalPort {
  const tabs = openTabChannel(database.name);
  const context = { database, product, tabs, recordsWritten };
  return {
    ...singleRecords(context),
    ...recordLists(context),
    ...frames(database),
    ...settings(context),
    onOutsideChange: tabs.onAnnouncement,
  };
}

interface JournalContext {
  readonly database: Database;
  readonly product: string;
  readonly tabs: TabChannel;
  recordsWritten(): void;
}

function singleRecords({
  database,
  tabs,
  recordsWritten,
}: JournalContext): Pick<JournalPort, 'readMachine' | 'writeMachine' | 'readFileTransfer' | 'writeFileTransfer'> {
  return {
    readMachine: async () => wholeMachine(await asRefusal(() => database.get('machine', 'current'))),

    writeMachine: (change) =>
      announced(tabs, async () => {
        const transaction = database.transaction('machine', 'readwrite', durable);
        const next = change(wholeMachine(await transaction.store.get('current')));
        await Promise.all([transaction.store.put(next, 'current'), transaction.done]);
        recordsWritten();
        return next;
      }),

    readFileTransfer: async () => (await asRefusal(() => database.get('fileTransfer', 'current'))) ?? noFileTransfer,

    writeFileTransfer: (change) =>
      announced(tabs, async () => {
        const transaction = database.transaction('fileTransfer', 'readwrite', durable);
        const next = change((await transaction.store.get('current')) ?? noFileTransfer);
        await Promise.all([transaction.store.put(next, 'current'), transaction.done]);
        recordsWritten();
        return next;
      }),
  };
}

function recordLists({
  database,
  product,
  tabs,
  recordsWritten,
}: JournalContext): Pick<JournalPort, 'listCarriedRequests' | 'writeCarriedRequest' | 'listReceipts' | 'writeReceipt'> {
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
    listReceipts: async () => oldestFirst((await asRefusal(() => database.getAll('receipts'))).map(receipt)),
    writeReceipt: (id, change) => changeOne('receipts', id, receipt, change),
  };
}

/** Frames are not announced to other tabs: each scans for itself. */
function frames(database: Database): Pick<JournalPort, 'readFrames' | 'keepFrames' | 'forgetFrames'> {
  return {
    readFrames: () => asRefusal(() => database.getAll('frames')),

    keepFrames: (frames) =>
      asRefusal(async () => {
        // Not strict: there are many a second, and what a power cut takes can be scanned again.
        const transaction = database.transaction('frames', 'readwrite');
        await Promise.all([...frames.map((frame) => transaction.store.add(frame)), transaction.done]);
      }),

    forgetFrames: (stream) =>
      asRefusal(async () => {
        const transaction = database.transaction('frames', 'readwrite');
        const keys = await transaction.store.index('stream').getAllKeys(stream);
        await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done]);
      }),
  };
}

function settings({
  database,
  tabs,
}: JournalContext): Pick<JournalPort, 'readSetting' | 'writeSetting' | 'changeSetting'> {
  return {
    readSetting: async (name) => (await asRefusal(() => database.get('settings', name))) ?? null,

    writeSetting: (name, value) =>
      announced(tabs, async () => {
        await database.put('settings', value, name);
      }),

    async changeSetting(name, change) {
      const changed = await asRefusal(async () => {
        const transaction = database.transaction('settings', 'readwrite', durable);
        const current = (await transaction.store.get(name)) ?? null;
        const next = change(current);
        const put = next === null || next === current ? null : transaction.store.put(next, name);
        await Promise.all([put, transaction.done]);
        return put !== null;
      });
      if (changed) tabs.announce();
    },
  };
}

/** Runs a write, and announces it to other tabs when it is complete. */
async function announced<T>(tabs: TabChannel, write: () => Promise<T>): Promise<T> {
  const result = await asRefusal(write);
  tabs.announce();
  return result;
}

/** Turns a browser's error into a `Refusal`. */
async function asRefusal<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageRefusal(error);
  }
}

/** @returns the record with the fields that a record of an earlier version lacks */
function wholeMachine(kept: Partial<MachineRecord> | undefined): MachineRecord {
  return { ...emptyMachine, ...kept };
}

function oldestFirst<T extends { readonly receivedAt: string }>(records: T[]): T[] {
  return records.sort((a, b) => a.receivedAt.localeCompare(b.receivedAt));
}
