import { etc, getPublicKey, hashes, Point, sign, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import type { Signer } from './signer.ts';

// Pages opened from file:// or plain http:// have no crypto.subtle, so the synchronous hash is wired here, once.
hashes.sha512 = sha512;

/** The two questions that take long, and that a program may answer by other means than a page can. */
export interface CurveArithmetic {
  /**
   * Whether 32 bytes are a point in canonical encoding (RFC 8032 section 5.1.3), of the prime-order subgroup and not its
   * neutral element.
   */
  isPrimeOrderPoint(bytes: Uint8Array): boolean;
  /**
   * Whether a signature fits under a key that is such a point: RFC 8032 section 5.1.7 with S below the group order and R
   * such a point as well.
   */
  fits(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
}

const noble: CurveArithmetic = {
  isPrimeOrderPoint(bytes) {
    try {
      const point = Point.fromBytes(bytes, false);
      return !point.isSmallOrder() && point.isTorsionFree();
    } catch {
      return false;
    }
  },
  // The equation of noble has the cofactor in it. That R lies in the prime-order subgroup makes it agree, on every input,
  // with the one without (OpenSSL, Node).
  fits: (signature, message, publicKey) =>
    verify(signature, message, publicKey, { zip215: false }) && noble.isPrimeOrderPoint(signature.subarray(0, 32)),
};

let arithmetic = noble;

/** Puts a program's own arithmetic in the place of noble's, which takes ten times as long. */
export function computeWith(native: CurveArithmetic): void {
  arithmetic = native;
}

/**
 * Verifies an Ed25519 signature by RFC 8032 section 5.1.7, as strictly as it can be read: S below the group order, R and
 * the key canonical, neither of small order, and R in the prime-order subgroup.
 *
 * @param signature 64 bytes; any other length is false
 * @param message the exact bytes that were signed
 * @param publicKey 32 bytes; false where {@link isAcceptablePublicKey} is
 * @returns never throws on bytes, whatever they are
 */
export function verifySignature(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  return signature.length === 64 && isAcceptablePublicKey(publicKey) && arithmetic.fits(signature, message, publicKey);
}

/** Keys that passed the gate lately: the same key is met several times on the way of one document. */
const accepted = new Set<string>();
const MOST_REMEMBERED = 256;

/**
 * The gate for every public key that arrives as data. OpenSSL accepts any message under the key 01 00 … 00 with a
 * signature that anybody can write down, so such keys stop here.
 *
 * @param bytes a raw public key (RFC 8032 section 5.1.5)
 * @returns whether it is 32 bytes, canonically encoded, on the curve, not of small order and torsion-free
 */
export function isAcceptablePublicKey(bytes: Uint8Array): boolean {
  if (bytes.length !== 32) return false;
  const key = etc.bytesToHex(bytes);
  if (accepted.has(key)) return true;
  if (!arithmetic.isPrimeOrderPoint(bytes)) return false;
  if (accepted.size >= MOST_REMEMBERED) accepted.clear();
  accepted.add(key);
  return true;
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
