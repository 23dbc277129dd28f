import type { HealedDocument } from '../documents/heal/damage.ts';
import type { Keyset } from '../documents/keyset.ts';
import { Refusal } from '../refusal.ts';
import { type KeysetContext, verifyKeyset } from './keyset.ts';

/** What a license file brings: licenses of one or many machines, and keysets. Nothing in it is verified. */
export interface Delivery {
  /** Possible files of the keysets; `newestKeyset` skips the wrong ones. */
  readonly keysets: readonly Uint8Array[];
  /** Everything else, in file order; at least one when there is no keyset. */
  readonly licenses: readonly HealedDocument[];
}

/** @param documents from `documentsIn` or `exactDocumentsIn` */
export function deliveryOf(documents: readonly HealedDocument[]): Delivery {
  return {
    keysets: documents.filter(({ type }) => type === 'keyset').flatMap(({ candidates }) => candidates),
    licenses: documents.filter(({ type }) => type !== 'keyset'),
  };
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
