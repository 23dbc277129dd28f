import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import sodium from 'libsodium-wrappers-sumo';
import { computeWith } from '../../src/crypto/ed25519.ts';

/**
 * Makes this process check keys with libsodium and signatures with Node's Ed25519, which takes a tenth of the time.
 * OpenSSL computes R, which like the key lies in the prime-order subgroup, and compares bytes, so only the neutral element
 * must be rejected separately. (libsodium's signature check uses the cofactored equation.)
 */
export async function computeNatively(): Promise<void> {
  await sodium.ready;
  computeWith({
    isPrimeOrderPoint: (bytes) => sodium.crypto_core_ed25519_is_valid_point(bytes),
    checkFor(publicKey) {
      const key = keyObject(publicKey);
      return (signature, message) =>
        !isNeutralElement(signature.subarray(0, 32)) && verify(null, message, key, signature);
    },
  });
}

/** Imports as JWK (RFC 8037 section 2): OpenSSL takes as long to parse a key in DER as to verify a signature. */
function keyObject(publicKey: Uint8Array): KeyObject {
  const x = Buffer.from(publicKey).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

function isNeutralElement(point: Uint8Array): boolean {
  return point.every((byte, index) => byte === (index === 0 ? 1 : 0));
}
