import { sameBytes } from '../../crypto/bytes.ts';
import { toInstant } from '../../documents/instant.ts';
import { nonceForCode } from '../../typed/returnNonce.ts';
import { hardwareOfCode } from '../../verify/hardwareOfCode.ts';
import type { Engine } from '../engine.ts';
import { emptyDraft, type ReturnRecord } from '../records.ts';

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
