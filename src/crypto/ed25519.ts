import { etc, getPublicKey, hashes, Point, sign, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import type { Signer } from './signer.ts';

// Pages opened from file:// or plain http:// have no crypto.subtle, so the synchronous hash is wired here, once.
hashes.sha512 = sha512;

/**
 * Verifies an Ed25519 signature by RFC 8032 section 5.1.7, as strictly as it can be read: S below the group order, R and
 * the key canonical, neither of small order, and R in the prime-order subgroup. The last makes the equation with the
 * cofactor (RFC 8032, noble) and the one without (OpenSSL, Node) agree on every input.
 *
 * @param signature 64 bytes; any other length is false
 * @param message the exact bytes that were signed
 * @param publicKey 32 bytes, already accepted by {@link isAcceptablePublicKey}; any other length is false
 * @returns never throws on bytes, whatever they are
 */
export function verifySignature(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  return verify(signature, message, publicKey, { zip215: false }) && isPrimeOrderPoint(signature.subarray(0, 32));
}

/**
 * The gate for every public key that arrives as data. OpenSSL accepts any message under the key 01 00 … 00 with a
 * signature that anybody can write down, so such keys stop here.
 *
 * @param bytes a raw public key (RFC 8032 section 5.1.5)
 * @returns whether it is 32 bytes, canonically encoded, on the curve, not of small order and torsion-free
 */
export function isAcceptablePublicKey(bytes: Uint8Array): boolean {
  return bytes.length === 32 && isPrimeOrderPoint(bytes);
}

function isPrimeOrderPoint(bytes: Uint8Array): boolean {
  try {
    const point = Point.fromBytes(bytes, false);
    return !point.isSmallOrder() && point.isTorsionFree();
  } catch {
    return false;
  }
}

/**
 * Signs with a key held in memory, for pages without WebCrypto Ed25519 and for tests.
 *
 * @param seed 32-byte private key (RFC 8032 section 5.1.5)
 */
export function seedSigner(seed: Uint8Array): Signer {
  const secret = etc.concatBytes(seed);
  return { publicKey: getPublicKey(secret), sign: (message) => sign(message, secret) };
}
