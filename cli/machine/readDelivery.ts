import { maxDeliveryBytes } from '../../installed/delivery.ts';
import { Refusal } from '../../src/refusal.ts';
import { readInput } from '../vendor/readInput.ts';

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
