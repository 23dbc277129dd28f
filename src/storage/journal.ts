import {
  type CarriedReceipt,
  type CarriedRequest,
  emptyMachine,
  type FileTransfer,
  type JournalPort,
  type MachineRecord,
} from '../activation/ports.ts';
import { type Database, storageRefusal } from './database.ts';

/** Durability is asked for by name: with the browsers' default a power cut can take back what was shown as saved. */
const durable = { durability: 'strict' } as const;

const noFileTransfer: FileTransfer = { sending: null, arrived: null, unsaved: [] };

/**
 * The journal in IndexedDB. Each write is one transaction that reads first, so that two tabs cannot lose each other's
 * work; its promise resolves when the transaction is complete.
 */
export function createJournal(database: Database): JournalPort {
  const tabs = openTabChannel(database.name);
  let asked = false;

  /** Asked for only once there is something to lose: some browsers put the question to the person. */
  function askNotToEvict(): void {
    if (asked) return;
    asked = true;
    void navigator.storage?.persist?.().catch(() => false);
  }

  async function write<T>(work: () => Promise<T>): Promise<T> {
    const result = await inOurWords(work);
    tabs.announce();
    return result;
  }

  /** Reads, changes and writes one record of many in one transaction. */
  function changeOne<T extends CarriedRequest | CarriedReceipt>(
    store: 'carriedRequests' | 'receipts',
    key: string,
    change: (current: T | null) => T | null,
  ): Promise<T | null> {
    return write(async () => {
      const transaction = database.transaction(store, 'readwrite', durable);
      const next = change(((await transaction.store.get(key)) as T | undefined) ?? null);
      const request = next ? transaction.store.put(next) : transaction.store.delete(key);
      await Promise.all([request, transaction.done]);
      askNotToEvict();
      return next;
    });
  }

  return {
    async readMachine() {
      return wholeMachine(await inOurWords(() => database.get('machine', 'current')));
    },

    writeMachine: (change) =>
      write(async () => {
        const transaction = database.transaction('machine', 'readwrite', durable);
        const next = change(wholeMachine(await transaction.store.get('current')));
        await Promise.all([transaction.store.put(next, 'current'), transaction.done]);
        askNotToEvict();
        return next;
      }),

    listCarriedRequests: async () => oldestFirst(await inOurWords(() => database.getAll('carriedRequests'))),
    writeCarriedRequest: (requestId, change) => changeOne<CarriedRequest>('carriedRequests', requestId, change),

    listReceipts: async () => oldestFirst(await inOurWords(() => database.getAll('receipts'))),
    writeReceipt: (id, change) => changeOne<CarriedReceipt>('receipts', id, change),

    readFrames: () => inOurWords(() => database.getAll('frames')),

    // Other tabs are not told of frames: a scan is one tab's own.
    keepFrames: (frames) =>
      inOurWords(async () => {
        // Not strict: many a second, and what a power cut takes can be scanned again.
        const transaction = database.transaction('frames', 'readwrite');
        await Promise.all([...frames.map((frame) => transaction.store.add(frame)), transaction.done]);
      }),

    forgetFrames: (stream) =>
      inOurWords(async () => {
        const transaction = database.transaction('frames', 'readwrite');
        const keys = await transaction.store.index('stream').getAllKeys(stream);
        await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done]);
      }),

    async readFileTransfer() {
      return (await inOurWords(() => database.get('fileTransfer', 'current'))) ?? noFileTransfer;
    },

    writeFileTransfer: (change) =>
      write(async () => {
        const transaction = database.transaction('fileTransfer', 'readwrite', durable);
        const next = change((await transaction.store.get('current')) ?? noFileTransfer);
        await Promise.all([transaction.store.put(next, 'current'), transaction.done]);
        askNotToEvict();
        return next;
      }),

    async readSetting(name) {
      return (await inOurWords(() => database.get('settings', name))) ?? null;
    },

    writeSetting: (name, value) =>
      write(async () => {
        await database.put('settings', value, name);
      }),

    async changeSetting(name, change) {
      const changed = await inOurWords(async () => {
        const transaction = database.transaction('settings', 'readwrite', durable);
        const current = (await transaction.store.get(name)) ?? null;
        const next = change(current);
        const put = next === null || next === current ? null : transaction.store.put(next, name);
        await Promise.all([put, transaction.done]);
        return put !== null;
      });
      if (changed) tabs.announce();
    },

    onOutsideChange: tabs.onAnnouncement,
  };
}

/** A record of an earlier version of the page lacks what came since. */
function wholeMachine(kept: Partial<MachineRecord> | undefined): MachineRecord {
  return { ...emptyMachine, ...kept };
}

function oldestFirst<T extends { readonly receivedAt: string }>(records: T[]): T[] {
  return records.sort((a, b) => a.receivedAt.localeCompare(b.receivedAt));
}

/** A browser's failure becomes the refusal that says what it means. */
async function inOurWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageRefusal(error);
  }
}

/** Tells other tabs that something was written; WebKit has no BroadcastChannel on `file://` and does without. */
function openTabChannel(name: string) {
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : null;
  return {
    announce: () => channel?.postMessage('written'),
    onAnnouncement(listener: () => void): () => void {
      channel?.addEventListener('message', listener);
      return () => channel?.removeEventListener('message', listener);
    },
  };
}
