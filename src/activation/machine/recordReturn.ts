import { sameBytes } from '../../crypto/bytes.ts';
import { toInstant } from '../../documents/instant.ts';
import { writeReturnReceipt } from '../../documents/returnReceipt.ts';
import { nonceForCode } from '../../typed/returnNonce.ts';
import { hardwareOfCode } from '../../verify/hardwareOfCode.ts';
import type { Engine } from '../engine.ts';
import { emptyDraft, type MachineRecord, type ReturnRecord } from '../records.ts';

const unsent = { receipt: null, answer: null, refusal: null } as const;

/**
 * Stores that the license in force is returned.
 *
 * @throws Refusal `storage-…`: a return that is only in memory would bring the license back after a reload
 */
export async function recordReturn({ ports, state, update }: Engine): Promise<void> {
  const { license, machine } = state.value;
  if (!license) return;
  const returnedAt = toInstant(ports.now());
  const recorded = await ports.journal.writeMachine((current) => {
    // Another tab was first, or has a newer license by now.
    if (!current.license || !machine.license || !sameBytes(current.license, machine.license)) return current;
    const counter = (current.returns.at(-1)?.counter ?? 0) + 1;
    const withoutSerial = license.serialMasked === undefined;
    const { licenseId } = license;
    const nonce = nonceForCode(licenseId, counter);
    const facts = { licenseId, counter, nonce, returnedAt, withoutSerial, ...hardwareOfCode(license) };
    const returned: ReturnRecord = { ...facts, ...unsent };
    return { ...current, license: null, request: null, draft: emptyDraft, returns: [...current.returns, returned] };
  });
  update({ machine: recorded });
}

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
