import { splitBundle } from '../documents/bundle.ts';
import type { Keyset } from '../documents/keyset.ts';
import { recognize } from '../documents/recognize.ts';
import { Refusal } from '../refusal.ts';
import { type KeysetContext, verifyKeyset } from './keyset.ts';

/** What a file brings: a license alone, licenses of many machines, a keyset along with them. */
export interface Delivery {
  readonly keysets: readonly Uint8Array[];
  /** Everything else, in the order in which it stood there; at least one where there is no keyset. */
  readonly licenses: readonly Uint8Array[];
}

/** Takes a file apart. Nothing of it is checked. */
export function openDelivery(file: Uint8Array): Delivery {
  const parts = splitBundle(file);
  const isKeyset = (part: Uint8Array) => recognize(part) === 'keyset';
  return { keysets: parts.filter(isKeyset), licenses: parts.filter((part) => !isKeyset(part)) };
}

/** A keyset to rely on, and the file that it came in. */
export interface ReliedKeyset {
  readonly keyset: Keyset;
  readonly file: Uint8Array;
}

/**
 * Finds the newest of several keysets. One that is older than another does no harm, and neither does one that is not
 * genuine.
 *
 * @param files in any order
 * @throws Refusal why the first one is not relied on, when none is; `keyset-missing` when there is none
 */
export function newestKeyset(files: readonly Uint8Array[], context: Omit<KeysetContext, 'held'>): ReliedKeyset {
  let newest: ReliedKeyset | null = null;
  let first: Refusal | null = null;
  for (const file of files) {
    try {
      const keyset = verifyKeyset(file, { ...context, ...(newest && { held: newest.keyset }) });
      newest = { keyset, file };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      first ??= error;
    }
  }
  if (newest) return newest;
  throw first ?? new Refusal('keyset-missing');
}
