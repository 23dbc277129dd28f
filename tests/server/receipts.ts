import { randomBytes } from 'node:crypto';
import { type ReturnReceiptFields, writeReturnReceipt } from '../../src/documents/returnReceipt.ts';
import type { Machine } from './machines.ts';

/** Creates a return receipt, exact bytes. */
export function receiptOf(
  machine: Pick<Machine, 'signer'>,
  licenseId: string,
  changes: Partial<ReturnReceiptFields> = {},
): Promise<Uint8Array> {
  const fields: ReturnReceiptFields = {
    installationKey: machine.signer.publicKey,
    product: 'orrery',
    licenseId,
    counter: 1,
    nonce: randomBytes(16).toString('base64url'),
    returnedAt: '2026-11-23T09:59:00Z',
    ...changes,
  };
  return writeReturnReceipt(fields, machine.signer);
}
