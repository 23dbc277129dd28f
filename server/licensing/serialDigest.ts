import { createHmac } from 'node:crypto';

/**
 * Computes the digest by which the store knows a serial number. Without the pepper, guesses cannot be tested against a
 * stolen store.
 *
 * @param pepper 32 bytes, from the keystore
 * @param canonical the serial number in canonical form
 * @returns HMAC-SHA256 (RFC 2104), 43 base64url characters
 */
export function serialDigest(pepper: Uint8Array, canonical: string): string {
  return createHmac('sha256', pepper).update(canonical, 'utf8').digest('base64url');
}
