import type { Engine } from '../engine.ts';
import { type FileTransfer, type MachineRecord, noFileTransfer } from '../records.ts';

/**
 * Writes the records of this page where they are missing: after the storage was deleted, or when the person continues
 * without it. What is there already stays.
 *
 * @throws Refusal `storage-…`
 */
export async function writeAgain({ ports, state, update }: Engine): Promise<void> {
  const { journal, installation } = ports;
  const { machine, carriedRequests, receipts, fileTransfer, role } = state.value;
  if (machine.request || machine.license) await installation.signer();
  const written = await journal.writeMachine((current) => (isUnused(current) ? machine : current));
  for (const one of carriedRequests) await journal.writeCarriedRequest(one.requestId, (current) => current ?? one);
  for (const one of receipts) await journal.writeReceipt(one.id, (current) => current ?? one);
  await journal.writeFileTransfer((current) => (isEmpty(current) ? fileTransfer : current));
  if (role) await journal.writeSetting('role', role);
  update({ machine: written });
}

const isUnused = ({ request, license, requestIds }: MachineRecord) =>
  request === null && license === null && requestIds.length === 0;

const isEmpty = ({ sending, arrived, unsaved }: FileTransfer) =>
  sending === noFileTransfer.sending && arrived === noFileTransfer.arrived && unsaved.length === 0;
