import type { JournalPort } from '../activation/ports/journal.ts';
import { emptyMachine, type MachineRecord, noFileTransfer } from '../activation/records.ts';
import { announced, asRefusal, durable, type JournalContext } from './announced.ts';
import type { Database } from './database.ts';
import { recordLists } from './recordLists.ts';
import { openTabChannel } from './tabChannel.ts';

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

/** @returns the record with the fields that a record of an earlier version lacks */
function wholeMachine(kept: Partial<MachineRecord> | undefined): MachineRecord {
  return { ...emptyMachine, ...kept };
}
