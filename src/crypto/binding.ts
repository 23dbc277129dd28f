import { encodeBase64Url } from './base64.ts';
import { hmacSha256 } from './hash.ts';

/**
 * Hashes a hardware identifier so that it may leave the machine. A machine has the same value every time for one product, so
 * that reissuing a license takes no second seat. The value is a pseudonym: anyone who guesses the identifier can compute it.
 *
 * @param productId key of the HMAC, so that vendors cannot link their machines
 * @param component for example `disk`
 * @param normalizedValue the identifier in the spelling of `machine/normalize.ts`
 * @returns HMAC-SHA256(product id, `bind/v1|component|value`), first 12 bytes in base64url: 16 characters
 */
export function bindingValue(productId: string, component: string, normalizedValue: string): string {
  const encoder = new TextEncoder();
  const message = encoder.encode(`bind/v1|${component}|${normalizedValue}`);
  return encodeBase64Url(hmacSha256(encoder.encode(productId), message).subarray(0, 12));
}
