import { sameBytes } from '../src/crypto/bytes.ts';
import { joinBundle, splitBundle } from '../src/documents/bundle.ts';
import { fileLimits } from '../src/documents/fileLimits.ts';
import { exactDocumentsIn } from '../src/documents/heal/exactDocuments.ts';
import { documentsIn } from '../src/documents/incoming.ts';
import { recognize } from '../src/documents/recognize.ts';
import { type Delivery, deliveryOf, type TrustedKeyset } from '../src/verify/delivery.ts';

/** The largest file in which documents are looked for, in bytes. */
export const maxDeliveryBytes = fileLimits.opened;

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

/** @returns licenses followed by the newest keyset: what a licensed program reads */
export function deliveryFile(licenses: readonly Uint8Array[], { file }: TrustedKeyset): Uint8Array {
  return joinBundle([...licenses, file]);
}

/**
 * Brings the newest keyset into a file of licenses, so that the licensed program learns of it.
 *
 * @returns the file with all its licenses and that keyset alone; null if it is that already, or holds anything else
 */
export function withNewestKeyset(file: Uint8Array, keyset: TrustedKeyset): Uint8Array | null {
  const parts = splitBundle(file);
  const licenses = parts.filter((part) => recognize(part) === 'license');
  const others = parts.filter((part) => recognize(part) !== 'license');
  if (licenses.length === 0 || others.some((part) => recognize(part) !== 'keyset')) return null;
  const fresh = deliveryFile(licenses, keyset);
  return sameBytes(fresh, file) ? null : fresh;
}
