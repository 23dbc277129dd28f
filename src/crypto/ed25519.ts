import { etc, getPublicKey, hashes, Point, sign, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { rememberByKey } from './rememberByKey.ts';
import type { Signer } from './signer.ts';

// Pages opened from file:// or plain http:// have no crypto.subtle, so noble gets a synchronous hash.
hashes.sha512 = sha512;

/**
 * Verifies signatures of one key.
 *
 * @param signature 64 bytes
 * @returns whether the signature is valid by RFC 8032 section 5.1.7, with S below the group order and R a canonically encoded
 *   point of the prime-order subgroup, not its neutral element
 */
export type SignatureCheck = (signature: Uint8Array, message: Uint8Array) => boolean;

/** The two slow operations. Programs may replace them by native ones. */
export interface CurveArithmetic {
  /**
   * @param bytes 32 bytes
   * @returns whether they encode a point canonically (RFC 8032 section 5.1.3), of the prime-order subgroup and not its
   *   neutral element
   */
  isPrimeOrderPoint(bytes: Uint8Array): boolean;
  /** @param publicKey 32 bytes, such a point */
  checkFor(publicKey: Uint8Array): SignatureCheck;
}

/** Where nothing native replaces it. */
export const portable: CurveArithmetic = {
  isPrimeOrderPoint(bytes) {
    try {
      const point = Point.fromBytes(bytes, false);
      return !point.isSmallOrder() && point.isTorsionFree();
    } catch {
      return false;
    }
  },
  // noble's equation includes the cofactor. With R in the prime-order subgroup it accepts exactly what the equation without
  // it accepts (OpenSSL, Node).
  checkFor: (publicKey) => (signature, message) =>
    verify(signature, message, publicKey, { zip215: false }) && portable.isPrimeOrderPoint(signature.subarray(0, 32)),
};

/** @returns the check of signatures by a key; null for a key that is not acceptable */
const checksBy = ({ isPrimeOrderPoint, checkFor }: CurveArithmetic) =>
  rememberByKey((publicKey): SignatureCheck | null =>
    publicKey.length === 32 && isPrimeOrderPoint(publicKey) ? checkFor(publicKey) : null,
  );

let checkOf = checksBy(portable);

/** Replaces noble's arithmetic, for programs with a native one that is ten times as fast. */
export function computeWith(native: CurveArithmetic): void {
  checkOf = checksBy(native);
}

/**
 * Verifies an Ed25519 signature by RFC 8032 section 5.1.7, strictly: S below the group order, R and the key canonical,
 * neither of small order, and R in the prime-order subgroup. Never throws.
 *
 * @param signature 64 bytes; any other length is false
 * @param message the exact bytes that were signed
 * @param publicKey 32 bytes; false when {@link isAcceptablePublicKey} refuses it
 */
export function verifySignature(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  return signature.length === 64 && (checkOf(publicKey)?.(signature, message) ?? false);
}

/**
 * The gate for every public key that arrives as data. Without it, OpenSSL accepts a signature of any message that anyone
 * can write down under the key 01 00 … 00.
 *
 * @param bytes a raw public key (RFC 8032 section 5.1.5)
 * @returns whether it is 32 bytes, canonically encoded, on the curve, not of small order and torsion-free
 */
export function isAcceptablePublicKey(bytes: Uint8Array): boolean {
  return checkOf(bytes) !== null;
}

/**
 * Creates a signer from a key in memory, for pages without WebCrypto Ed25519 and for tests.
 *
 * @param seed 32-byte private key (RFC 8032 section 5.1.5)
 */
export function seedSigner(seed: Uint8Array): Signer {
  const secret = etc.concatBytes(seed);
  return { publicKey: getPublicKey(secret), sign: (message) => sign(message, secret) };
}
