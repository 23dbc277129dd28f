import { documentsIn, exactDocumentsIn } from '../../../src/documents/incoming.ts';
import { Refusal } from '../../../src/refusal.ts';
import { type Delivery, deliveryOf } from '../../../src/verify/delivery.ts';
import { readAtMost } from '../../files.ts';

/** The largest file of licenses and keysets that is read, in bytes. */
export const maxDeliveryBytes = 262_144;

/**
 * Reads a file that may hold documents.
 *
 * @returns its exact bytes, untrusted
 * @throws CommandError as `readAtMost`; Refusal `file-too-large`
 */
export function readDelivery(path: string): Uint8Array {
  const file = readAtMost(path, maxDeliveryBytes);
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
