import type { Envelope } from '../documents/envelope.ts';
import { Refusal } from '../refusal.ts';

/** Stands before any text that a person chose, and `<` never stands inside a value. */
const PRODUCT = /<Product Value="([a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?)"\/>/;

/**
 * Refuses a document whose key is not known here. Mostly it is one of another product, so the refusal says which product
 * it claims to be for: a hint for people that nothing proves.
 *
 * @param expected id of the product here
 * @returns Refusal `key-unknown` with `keyId`; with `product` and `expected` where the document names another product
 */
export function unknownKey({ keyId, payload }: Envelope, expected: string): Refusal {
  const product = PRODUCT.exec(payload)?.[1];
  return new Refusal('key-unknown', {
    keyId,
    ...(product !== undefined && product !== expected && { product, expected }),
  });
}
