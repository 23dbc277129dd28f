import { type Engine, refusalOf } from './engine.ts';

/** Reads the journal; a disk that cannot be read is said at once, and the work goes on in memory. */
export async function load({ ports, vendor, state, update }: Engine): Promise<void> {
  try {
    const [machine, carriedRequests, fileTransfer, receipts] = await Promise.all([
      ports.journal.readMachine(),
      ports.journal.listCarriedRequests(),
      ports.journal.readFileTransfer(),
      ports.journal.listReceipts(),
      vendor.keysets.refresh(),
    ]);
    // A file that is in memory only is not taken back for what another tab has written.
    const tool = ports.tool?.seen ?? null;
    update({ machine, tool, carriedRequests, receipts, ...(!state.value.storageError && { fileTransfer }) });
  } catch (error) {
    update({ storageError: refusalOf(error) });
  }
}

/** Only at the start: what another tab is used for meanwhile changes nothing of what is scanned in this one. */
export async function loadRole({ ports, update }: Engine): Promise<void> {
  const role = await ports.journal.readSetting('role').catch(() => null);
  if (role === 'machine' || role === 'courier') update({ role });
}
