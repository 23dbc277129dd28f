import { sha256 } from '../crypto/hash.ts';
import { charactersOf, symbolsOf } from './crockford.ts';

/**
 * Six characters that the machine and the phone both show for one request, so that a person can match them. They are a
 * help for the eye, not a proof.
 *
 * @param requestId as it stands in the request
 * @returns the first 30 bits of SHA-256 of the id's text in Crockford base32, for example `K7QM-2X`
 */
export function checkPhrase(requestId: string): string {
  const characters = charactersOf(symbolsOf(sha256(new TextEncoder().encode(requestId)), 6));
  return `${characters.slice(0, 4)}-${characters.slice(4)}`;
}
