import type { HealedDocument } from '../../documents/heal/damage.ts';
import { readHealed } from '../../documents/heal/exactDocuments.ts';
import { toInstant } from '../../documents/instant.ts';
import { machineId } from '../../documents/machineId.ts';
import { type ReturnReceipt, readReturnReceipt } from '../../documents/returnReceipt.ts';
import type { Engine } from '../engine.ts';
import type { TakenDocument } from '../intake/arrivals.ts';
import type { CarriedReceipt } from '../records.ts';

/** @returns what a record of a receipt says of it; a machine's receipts differ by their nonce */
export function aboutReceipt({
  product,
  nonce,
  installationKey,
  licenseId,
}: ReturnReceipt): Pick<CarriedReceipt, 'id' | 'product' | 'machine' | 'licenseId'> {
  const machine = machineId(installationKey);
  return { id: `${machine}.${nonce}`, product, machine, licenseId };
}

/**
 * Takes a receipt in; `sendWaiting` sends it. A known receipt stays as it is.
 *
 * @throws Refusal every code of `readHealed` and `readReturnReceipt`; `product-other`
 */
export async function takeReceipt(
  { ports, vendor, keepReceipt }: Engine,
  document: HealedDocument,
): Promise<TakenDocument> {
  const { file, content } = readHealed(document, readReturnReceipt);
  vendor.served(content.product);
  const about = aboutReceipt(content);
  const { id } = about;
  const fresh: CarriedReceipt = {
    ...about,
    file,
    receivedAt: toInstant(ports.now()),
    answer: null,
    refusal: null,
  };
  let isNew = true;
  await keepReceipt(id, (current) => {
    isNew = current === null;
    return current ?? fresh;
  });
  return { type: 'return', id, isNew, screen: { at: 'receipt', id } };
}
