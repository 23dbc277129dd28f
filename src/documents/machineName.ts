import { sha256 } from '../crypto/hash.ts';
import { charactersOf, symbolsOf } from './symbols/crockford.ts';

const SYMBOLS = 8;
const GROUP = 4;

/**
 * A short name of a machine, the same on the machine and on the vendor's admin page, that can be read out on the telephone.
 * It has 40 bits and proves nothing.
 *
 * @param installationKey raw Ed25519 public key, 32 bytes
 * @returns `XXXX-XXXX` in Crockford base32, the first 40 bits of SHA-256 over the key
 */
export function machineName(installationKey: Uint8Array): string {
  const name = charactersOf(symbolsOf(sha256(installationKey), SYMBOLS));
  return `${name.slice(0, GROUP)}-${name.slice(GROUP)}`;
}
