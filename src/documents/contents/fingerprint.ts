import { sha256 } from '../../crypto/hash.ts';

const FINGERPRINT_BYTES = 8;
const GROUP = 4;

/**
 * A short form of a file's SHA-256 that two people compare by eye.
 *
 * @param file exact bytes
 * @returns the first 64 bits of SHA-256 as hexadecimal digits in groups of four, for example `7C2F 91AA 03D4 5E18`
 */
export function fingerprintOf(file: Uint8Array): string {
  const digits = hexOf(sha256(file).subarray(0, FINGERPRINT_BYTES)).toUpperCase();
  return Array.from({ length: digits.length / GROUP }, (_, at) => digits.slice(at * GROUP, (at + 1) * GROUP)).join(' ');
}

/**
 * @param file exact bytes
 * @returns SHA-256 as 64 lower-case hexadecimal digits, as `sha256sum` prints it
 */
export function sha256Text(file: Uint8Array): string {
  return hexOf(sha256(file));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
