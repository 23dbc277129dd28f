import { splitBundle } from '../documents/bundle.ts';
import type { Keyset } from '../documents/keyset.ts';
import { recognize } from '../documents/recognize.ts';
import { Refusal } from '../refusal.ts';
import { type KeysetContext, verifyKeyset } from './keyset.ts';

/** The content of a license file: licenses of one or many machines, and keysets. */
export interface Delivery {
  readonly keysets: readonly Uint8Array[];
  /** Everything else, in file order; at least one when there is no keyset. */
  readonly licenses: readonly Uint8Array[];
}

/** Splits a file into keysets and the rest. Checks nothing. */
export function openDelivery(file: Uint8Array): Delivery {
  const parts = splitBundle(file);
  const isKeyset = (part: Uint8Array) => recognize(part) === 'keyset';
  return { keysets: parts.filter(isKeyset), licenses: parts.filter((part) => !isKeyset(part)) };
}

/** A trusted keyset and its file. */
export interface TrustedKeyset {
  readonly keyset: Keyset;
  readonly file: Uint8Array;
}

/**
 * Finds the newest trusted keyset. Older and invalid ones are skipped.
 *
 * @param files in any order
 * @throws Refusal the reason for the first file when none is trusted; `keyset-missing` when there are no files
 */
export function newestKeyset(files: readonly Uint8Array[], context: Omit<KeysetContext, 'held'>): TrustedKeyset {
  let newest: TrustedKeyset | null = null;
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
