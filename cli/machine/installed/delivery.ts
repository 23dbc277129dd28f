import { Refusal } from '../../../src/refusal.ts';
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
