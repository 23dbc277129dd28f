import { encodeBase64Url } from './base64.ts';
import { sha256 } from './hash.ts';
import { rememberByKey } from './rememberByKey.ts';

/** SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410 section 4). */
const SPKI_PREFIX = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

const idOf = rememberByKey((publicKey) =>
  encodeBase64Url(sha256(Uint8Array.of(...SPKI_PREFIX, ...publicKey)).subarray(0, 8)),
);

/**
 * Computes the id of a public key: a hint for finding the key, not a proof.
 *
 * @param publicKey raw Ed25519 public key, 32 bytes
 * @returns first 8 bytes of SHA-256 of the key's SubjectPublicKeyInfo DER, in base64url: 11 characters
 */
export function keyIdOf(publicKey: Uint8Array): string {
  return idOf(publicKey);
}
