import type { JournalPort } from '../activation/ports/journal.ts';
import {
  type CarriedReceipt,
  type CarriedRequest,
  emptyMachine,
  noFileTransfer,
  type Removed,
} from '../activation/records.ts';
import type { KeyStore } from './installation.ts';
import type { ListPort } from './recordLists.ts';
import type { StoredKey } from './schema.ts';

/** A journal for a person who continues without storage: its records end with the page. */
export function createMemoryJournal(): JournalPort {
  return { ...singleRecords(), ...recordLists(), ...frames(), ...settings(), onOutsideChange: () => () => {} };
}

function singleRecords(): Pick<JournalPort, 'readMachine' | 'writeMachine' | 'readFileTransfer' | 'writeFileTransfer'> {
  let machine = emptyMachine;
  let fileTransfer = noFileTransfer;
  return {
    readMachine: async () => machine,
    async writeMachine(change) {
      machine = change(machine);
      return machine;
    },
    readFileTransfer: async () => fileTransfer,
    async writeFileTransfer(change) {
      fileTransfer = change(fileTransfer);
      return fileTransfer;
    },
  };
}

function recordLists(): ListPort {
  const requests = new Map<string, CarriedRequest>();
  const receipts = new Map<string, CarriedReceipt>();
  let removed: Removed | null = null;
  return {
    listCarriedRequests: async () => [...requests.values()],
    writeCarriedRequest: async (id, change) => writeTo(requests, id, change),
    changeCarriedRequests: async (ids, change) =>
      ids.flatMap((id) => {
        const changed = writeTo(requests, id, (current) => current && change(current));
        return changed ? [changed] : [];
      }),
    listReceipts: async () => [...receipts.values()],
    writeReceipt: async (id, change) => writeTo(receipts, id, change),
    readRemoved: async () => removed,
    async removeRecords(requestIds, receiptIds, at) {
      removed = { at, carriedRequests: takeFrom(requests, requestIds), receipts: takeFrom(receipts, receiptIds) };
      return removed;
    },
    async restoreRemoved() {
      for (const one of removed?.carriedRequests ?? []) requests.set(one.requestId, requests.get(one.requestId) ?? one);
      for (const one of removed?.receipts ?? []) receipts.set(one.id, receipts.get(one.id) ?? one);
      removed = null;
    },
  };
}

function takeFrom<T>(records: Map<string, T>, ids: readonly string[]): readonly T[] {
  const taken = ids.flatMap((id) => records.get(id) ?? []);
  for (const id of ids) records.delete(id);
  return taken;
}

function writeTo<T>(records: Map<string, T>, id: string, change: (current: T | null) => T | null): T | null {
  const next = change(records.get(id) ?? null);
  if (next) records.set(id, next);
  else records.delete(id);
  return next;
}

/** The scan itself holds the frames of this visit. */
function frames(): Pick<JournalPort, 'readFrames' | 'keepFrames' | 'forgetFrames'> {
  return { readFrames: async () => [], keepFrames: async () => {}, forgetFrames: async () => {} };
}

function settings(): Pick<JournalPort, 'readSetting' | 'writeSetting' | 'changeSetting'> {
  const values = new Map<string, string>();
  return {
    readSetting: async (name) => values.get(name) ?? null,
    writeSetting: async (name, value) => void values.set(name, value),
    async changeSetting(name, change) {
      const next = change(values.get(name) ?? null);
      if (next !== null) values.set(name, next);
    },
  };
}

/** Holds the installation key until the page closes. @param held the key so far; null for none */
export function createMemoryKeyStore(held: StoredKey | null): KeyStore {
  let kept = held;
  return {
    read: async () => kept,
    async keepFirst(fresh) {
      kept ??= fresh;
      return kept;
    },
  };
}
