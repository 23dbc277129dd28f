import { type Keyset, readKeyset, type UnverifiedKeyset } from '../documents/keyset.ts';
import { Refusal } from '../refusal.ts';

export interface KeysetContext {
  /** Pinned root keys, raw Ed25519, 32 bytes each. */
  readonly rootKeys: readonly Uint8Array[];
  readonly product: string;
  /** What this device has already relied on. It never goes back behind that. */
  readonly held?: { readonly version: number; readonly epoch: number };
}

/**
 * Decides whether a keyset may be relied on: signed by a pinned root key, for this product, not older than what is held.
 *
 * @param file exact bytes
 * @throws Refusal every code of `readKeyset`; `product-other` with `expected` and `found`; `keyset-rollback` with
 *   `heldEpoch`, `heldVersion`, `foundEpoch`, `foundVersion`
 */
export function verifyKeyset(file: Uint8Array, context: KeysetContext): Keyset {
  const keyset = readKeyset(file, context.rootKeys);
  checkProduct(keyset, context.product);
  checkProgress(keyset, context.held);
  return keyset as Keyset;
}

function checkProduct(keyset: UnverifiedKeyset, product: string): void {
  if (keyset.product !== product) throw new Refusal('product-other', { expected: product, found: keyset.product });
}

/** Epoch and version each on its own: a new epoch does not start to count from 1 again. */
function checkProgress(keyset: UnverifiedKeyset, held: KeysetContext['held']): void {
  if (!held || (keyset.epoch >= held.epoch && keyset.version >= held.version)) return;
  throw new Refusal('keyset-rollback', {
    heldEpoch: held.epoch,
    heldVersion: held.version,
    foundEpoch: keyset.epoch,
    foundVersion: keyset.version,
  });
}
