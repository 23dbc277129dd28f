import { toInstant } from '../documents/instant.ts';
import { readBatch } from './batch/batch.ts';
import { readDraft } from './computers/draft.ts';
import type { Engine } from './engine.ts';
import { refusalOf } from './keptRefusal.ts';
import { readView } from './list/view.ts';

/** How long a removal can be undone, in milliseconds: what is removed may hold serial numbers. */
const undoTime = 24 * 60 * 60 * 1000;

/** Reads the journal. When the disk cannot be read, the page says so and continues in memory. */
export async function load({ ports, vendor, state, update }: Engine): Promise<void> {
  try {
    const [machine, carriedRequests, fileTransfer, receipts, removed] = await Promise.all([
      ports.journal.readMachine(),
      ports.journal.listCarriedRequests(),
      ports.journal.readFileTransfer(),
      ports.journal.listReceipts(),
      ports.journal.readRemoved(),
      ...vendor.products.map(({ keysets }) => keysets.refresh()),
    ]);
    // A file that is only in memory must not be replaced by what another tab has written.
    const tool = ports.tool?.seen ?? null;
    const lists = { carriedRequests, receipts, removed };
    update({ machine, tool, ...lists, ...(!state.value.storageError && { fileTransfer }) });
  } catch (error) {
    update({ storageError: refusalOf(error) });
  }
}

/** Reads the role, at the start only: the role of another tab must not change what this one scans. */
export async function loadRole({ ports, update }: Engine): Promise<void> {
  const role = await ports.journal.readSetting('role').catch(() => null);
  if (role === 'machine' || role === 'courier') update({ role });
}

/** Reads what was typed to list computers before a reload. */
export async function loadComputersDraft({ ports, update }: Engine): Promise<void> {
  const stored = await ports.journal.readSetting('computers').catch(() => null);
  update({ computersDraft: readDraft(stored) });
}

/** Reads how the list was shown, and the order that is not sent yet. */
export async function loadList({ ports, update }: Engine): Promise<void> {
  const read = (name: 'list' | 'batch') => ports.journal.readSetting(name).catch(() => null);
  const [list, batch] = await Promise.all([read('list'), read('batch')]);
  update({ list: readView(list), batch: readBatch(batch) });
}

/** Forgets what was removed a day ago. Call it once the records are read. */
export async function forgetRemoved({ ports, state, removeRecords }: Engine): Promise<void> {
  const { removed } = state.value;
  const now = ports.now();
  if (removed && now.getTime() - Date.parse(removed.at) > undoTime) await removeRecords([], [], toInstant(now));
}
