import { encodeBase64Url } from './base64.ts';
import { hmacSha256 } from './hash.ts';

/**
 * Turns one hardware identifier into what may leave the machine. The same machine gives the same value for one product,
 * so that a license can be issued again without a second seat. It is a pseudonym, not anonymous: who can guess the
 * identifier can compute the value.
 *
 * @param productId key of the HMAC, so that two vendors cannot compare notes
 * @param component what the identifier belongs to, for example `disk`
 * @param normalizedValue the identifier, trimmed and in the one spelling the collector settled
 * @returns HMAC-SHA256(product id, `bind/v1|component|value`), first 12 bytes in base64url: 16 characters
 */
export function bindingValue(productId: string, component: string, normalizedValue: string): string {
  const encoder = new TextEncoder();
  const message = encoder.encode(`bind/v1|${component}|${normalizedValue}`);
  return encodeBase64Url(hmacSha256(encoder.encode(productId), message).subarray(0, 12));
}
