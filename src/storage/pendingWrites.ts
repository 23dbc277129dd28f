import type { JournalPort } from '../activation/ports/journal.ts';
import type { CarriedReceipt, CarriedRequest, FileTransfer, MachineRecord } from '../activation/records.ts';
import { Refusal } from '../refusal.ts';

type Change<T> = (current: T) => T;

/** A write that the disk has refused. */
type PendingWrite =
  | { readonly of: 'machine'; readonly change: Change<MachineRecord> }
  | { readonly of: 'fileTransfer'; readonly change: Change<FileTransfer> }
  | { readonly of: 'request'; readonly id: string; readonly change: Change<CarriedRequest | null> }
  | { readonly of: 'receipt'; readonly id: string; readonly change: Change<CarriedReceipt | null> };

export interface PendingWrites extends JournalPort {
  /** Writes what the disk has refused so far. @throws Refusal `storage-…` when it still refuses */
  writePending(): Promise<void>;
  /** Forgets what is pending. */
  dropPending(): void;
}

/**
 * Remembers writes that the disk refuses. Each later write makes up for them first, and reads show their outcome, so that
 * a record never falls back to what was on disk before.
 */
export function withPendingWrites(journal: JournalPort): PendingWrites {
  let pending: readonly PendingWrite[] = [];
  let ongoing: Promise<unknown> = Promise.resolve();

  async function writePending(): Promise<void> {
    while (pending[0]) {
      const [first] = pending;
      await repeat(journal, first);
      pending = pending.filter((one) => one !== first);
    }
  }

  /** Runs writes in their order: one that is made up for must not overtake a newer one. */
  function write<T>(own: readonly PendingWrite[], run: () => Promise<T>): Promise<T> {
    const written = ongoing.then(async () => {
      try {
        await writePending();
        return await run();
      } catch (error) {
        if (error instanceof Refusal && error.code.startsWith('storage-')) pending = [...pending, ...own];
        throw error;
      }
    });
    ongoing = written.catch(() => {});
    return written;
  }

  return {
    ...journal,
    writePending: () => {
      const written = ongoing.then(writePending);
      ongoing = written.catch(() => {});
      return written;
    },
    dropPending() {
      pending = [];
    },
    readMachine: async () =>
      pending.reduce(
        (record, one) => (one.of === 'machine' ? one.change(record) : record),
        await journal.readMachine(),
      ),
    writeMachine: (change) => write([{ of: 'machine', change }], () => journal.writeMachine(change)),
    readFileTransfer: async () =>
      pending.reduce(
        (record, one) => (one.of === 'fileTransfer' ? one.change(record) : record),
        await journal.readFileTransfer(),
      ),
    writeFileTransfer: (change) => write([{ of: 'fileTransfer', change }], () => journal.writeFileTransfer(change)),
    listCarriedRequests: async () => {
      const records = keyed(await journal.listCarriedRequests(), ({ requestId }) => requestId);
      for (const one of pending) if (one.of === 'request') apply(records, one.id, one.change);
      return [...records.values()];
    },
    writeCarriedRequest: (id, change) =>
      write([{ of: 'request', id, change }], () => journal.writeCarriedRequest(id, change)),
    changeCarriedRequests: (ids, change) =>
      write(changesOf(ids, changeIfThere(change)), () => journal.changeCarriedRequests(ids, change)),
    removeRecords: (requestIds, receiptIds, at) => {
      const own: readonly PendingWrite[] = [
        ...changesOf(requestIds, gone),
        ...receiptIds.map((id) => ({ of: 'receipt' as const, id, change: gone })),
      ];
      return write(own, () => journal.removeRecords(requestIds, receiptIds, at));
    },
    restoreRemoved: () => write([], () => journal.restoreRemoved()),
    listReceipts: async () => {
      const records = keyed(await journal.listReceipts(), ({ id }) => id);
      for (const one of pending) if (one.of === 'receipt') apply(records, one.id, one.change);
      return [...records.values()];
    },
    writeReceipt: (id, change) => write([{ of: 'receipt', id, change }], () => journal.writeReceipt(id, change)),
  };
}

const gone = () => null;

const changesOf = (ids: readonly string[], change: Change<CarriedRequest | null>): readonly PendingWrite[] =>
  ids.map((id) => ({ of: 'request', id, change }));

const changeIfThere =
  (change: Change<CarriedRequest>): Change<CarriedRequest | null> =>
  (current) =>
    current && change(current);

async function repeat(journal: JournalPort, write: PendingWrite): Promise<void> {
  if (write.of === 'machine') await journal.writeMachine(write.change);
  else if (write.of === 'fileTransfer') await journal.writeFileTransfer(write.change);
  else if (write.of === 'request') await journal.writeCarriedRequest(write.id, write.change);
  else await journal.writeReceipt(write.id, write.change);
}

const keyed = <T>(records: readonly T[], idOf: (record: T) => string) =>
  new Map(records.map((record) => [idOf(record), record]));

function apply<T>(records: Map<string, T>, id: string, change: Change<T | null>): void {
  const next = change(records.get(id) ?? null);
  if (next) records.set(id, next);
  else records.delete(id);
}
