import { fileLimits } from '../../../src/documents/fileLimits.ts';
import { documentsIn, exactDocumentsIn } from '../../../src/documents/incoming.ts';
import { Refusal } from '../../../src/refusal.ts';
import { type Delivery, deliveryOf } from '../../../src/verify/delivery.ts';
import { readInput } from '../../vendor/readInput.ts';

/** The largest file in which documents are looked for, in bytes. */
export const maxDeliveryBytes = fileLimits.opened;

/**
 * Reads a file that may hold documents, or standard input for `-`.
 *
 * @returns its exact bytes, untrusted
 * @throws CommandError as `readInput`; Refusal `file-too-large`
 */
export async function readDelivery(path: string, stdin: NodeJS.ReadStream): Promise<Uint8Array> {
  const file = await readInput(path, maxDeliveryBytes, stdin);
  if (file.length > maxDeliveryBytes) throw new Refusal('file-too-large', { limit: maxDeliveryBytes });
  return file;
}

/**
 * Finds licenses and keysets in what was brought to this machine; damages of the way are undone.
 *
 * @param bytes untrusted
 * @throws Refusal as `documentsIn`
 */
export function openDelivery(bytes: Uint8Array): Delivery {
  return deliveryOf(documentsIn(bytes));
}

/** Opens a file on this machine as the licensed program reads it: exactly as it is. */
export function openInstalled(file: Uint8Array): Delivery {
  return deliveryOf(exactDocumentsIn(file));
}
