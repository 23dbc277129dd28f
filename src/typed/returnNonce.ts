import { encodeBase64Url } from '../crypto/base64.ts';
import { sha256 } from '../crypto/hash.ts';

const NONCE_BYTES = 16;

/** A machine can tell its return by a code only with this nonce, because a code has no room for another. */
export function nonceForCode(licenseId: string, counter: number): string {
  const text = `return/v1|${licenseId}|${counter}`;
  return encodeBase64Url(sha256(new TextEncoder().encode(text)).subarray(0, NONCE_BYTES));
}
