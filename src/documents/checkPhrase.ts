import { sha256 } from '../crypto/hash.ts';
import { charactersOf, symbolsOf } from './symbols/crockford.ts';

/**
 * Six characters that machine and phone both show for a request, so that a person can compare them. They prove nothing.
 *
 * @param requestId as in the request, 22 base64url characters
 * @returns the first 30 bits of SHA-256 of the id's text in Crockford base32, for example `K7QM-2X`
 */
export function checkPhrase(requestId: string): string {
  const characters = charactersOf(symbolsOf(sha256(new TextEncoder().encode(requestId)), 6));
  return `${characters.slice(0, 4)}-${characters.slice(4)}`;
}
