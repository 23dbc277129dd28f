import { decodeBase64 } from '../crypto/base64.ts';
import { openEnvelope } from '../documents/envelope.ts';
import { type Keyset, readKeyset, type UnverifiedKeyset } from '../documents/keyset.ts';
import { Refusal } from '../refusal.ts';
import { unknownKey } from './unknownKey.ts';

/** Version and epoch of a keyset. Neither ever decreases. */
export interface KeysetAge {
  readonly version: number;
  readonly epoch: number;
}

export interface KeysetContext {
  /** Pinned root keys, raw Ed25519, 32 bytes each. */
  readonly rootKeys: readonly Uint8Array[];
  readonly product: string;
  /** Newest keyset that this device has trusted; it accepts none that is older. */
  readonly held?: KeysetAge;
}

/**
 * Verifies a keyset: signed by a pinned root key, for this product, not older than the one held.
 *
 * @param file exact bytes
 * @throws Refusal every code of `readKeyset`; `product-other` with `expected` and `found`; `keyset-rollback` with
 *   `heldEpoch`, `heldVersion`, `foundEpoch`, `foundVersion`
 */
export function verifyKeyset(file: Uint8Array, context: KeysetContext): Keyset {
  const keyset = readRooted(file, context);
  checkProduct(keyset, context.product);
  checkProgress(keyset, context.held);
  return keyset as Keyset;
}

/** A keyset of another product is signed by another root key. */
function readRooted(file: Uint8Array, { rootKeys, product }: KeysetContext): UnverifiedKeyset {
  try {
    return readKeyset(file, rootKeys);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'key-unknown') throw error;
    throw unknownKey(openEnvelope(file, 'keyset'), product);
  }
}

function checkProduct(keyset: UnverifiedKeyset, product: string): void {
  if (keyset.product !== product) throw new Refusal('product-other', { expected: product, found: keyset.product });
}

/** Compares each number on its own: a new epoch does not restart the versions. */
export function isAtLeast(one: KeysetAge, other: KeysetAge): boolean {
  return one.epoch >= other.epoch && one.version >= other.version;
}

/** @param listed root keys of a vendor profile, base64 @returns raw Ed25519 public keys, 32 bytes each */
export function pinnedKeys(listed: readonly string[]): Uint8Array[] {
  return listed.map((key) => decodeBase64(key) ?? new Uint8Array());
}

function checkProgress(keyset: UnverifiedKeyset, held: KeysetContext['held']): void {
  if (!held || isAtLeast(keyset, held)) return;
  throw new Refusal('keyset-rollback', {
    heldEpoch: held.epoch,
    heldVersion: held.version,
    foundEpoch: keyset.epoch,
    foundVersion: keyset.version,
  });
}
