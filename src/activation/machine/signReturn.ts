import { writeReturnReceipt } from '../../documents/returnReceipt.ts';
import type { Engine } from '../engine.ts';
import type { MachineRecord, ReturnRecord } from '../records.ts';

/** Signs and stores the receipt of the newest return, unless it exists. */
export async function signReturn({ ports, vendor, state, keepMachine }: Engine): Promise<void> {
  const returned = state.value.machine.returns.at(-1);
  if (!returned || returned.receipt) return;
  const { licenseId, counter, nonce, returnedAt } = returned;
  const signer = await ports.installation.signer();
  const fields = { licenseId, counter, nonce, returnedAt, product: vendor.profile.product.id };
  const receipt = await writeReturnReceipt({ ...fields, installationKey: signer.publicKey }, signer);
  await keepMachine(withReturn({ ...returned, receipt }));
}

/** @returns a change of this return alone: another tab may have returned a further license since */
export const withReturn =
  (returned: ReturnRecord) =>
  (machine: MachineRecord): MachineRecord => ({
    ...machine,
    returns: machine.returns.map((one) => (one.nonce === returned.nonce ? returned : one)),
  });
