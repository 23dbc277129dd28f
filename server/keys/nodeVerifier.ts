import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { computeWith, portable, type SignatureCheck } from '../../src/crypto/ed25519.ts';

let isNative = false;

/**
 * Makes this process verify signatures with Node's Ed25519, for programs so short that loading a library for the keys would
 * take longer than it saves.
 */
export function verifyNatively(): void {
  if (isNative) return;
  isNative = true;
  computeWith({ ...portable, checkFor: checkInNode });
}

/**
 * As `checkFor` of `CurveArithmetic`. OpenSSL computes R, which like the key lies in the prime-order subgroup, and compares
 * bytes, so only the neutral element must be rejected separately.
 */
export function checkInNode(publicKey: Uint8Array): SignatureCheck {
  let key: KeyObject;
  try {
    key = keyObject(publicKey);
  } catch {
    // An OpenSSL without Ed25519, such as one restricted to FIPS 140.
    return portable.checkFor(publicKey);
  }
  return (signature, message) => !isNeutralElement(signature.subarray(0, 32)) && verify(null, message, key, signature);
}

/** Imports as JWK (RFC 8037 section 2): OpenSSL takes as long to parse a key in DER as to verify a signature. */
function keyObject(publicKey: Uint8Array): KeyObject {
  const x = Buffer.from(publicKey).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

function isNeutralElement(point: Uint8Array): boolean {
  return point.every((byte, index) => byte === (index === 0 ? 1 : 0));
}
