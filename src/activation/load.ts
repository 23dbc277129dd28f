import type { Engine } from './engine.ts';
import { refusalOf } from './keptRefusal.ts';

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
