import { sha256 } from '../crypto/hash.ts';
import { charactersOf, symbolsOf } from './crockford.ts';

const SYMBOLS = 8;
const GROUP = 4;

/**
 * A name by which people tell machines apart, on the machine and at the vendor's desk alike. It hides nothing and proves
 * nothing: 40 bits, to be read out on the telephone.
 *
 * @param installationKey raw Ed25519 public key, 32 bytes
 * @returns `XXXX-XXXX` in Crockford base32, from the beginning of SHA-256 over the key
 */
export function machineName(installationKey: Uint8Array): string {
  const name = charactersOf(symbolsOf(sha256(installationKey), SYMBOLS));
  return `${name.slice(0, GROUP)}-${name.slice(GROUP)}`;
}
