import { sha256 } from '../crypto/hash.ts';
import { charactersOf, symbolOf, symbolsOf } from './symbols/crockford.ts';

const SYMBOLS = 8;
const GROUP = 4;
/** Bytes of a computer ID: eight symbols of five bits. */
export const machineIdLength = 5;

/**
 * The computer ID: the one short identifier of a machine, the same on its own screens, on the phone, on paper, in file names
 * and on the vendor's admin page. People compare it and read it out on the telephone. It has 40 bits and proves nothing.
 *
 * @param installationKey raw Ed25519 public key, 32 bytes
 * @returns `XXXX-XXXX` in Crockford base32, the first 40 bits of SHA-256 over the key
 */
export function machineId(installationKey: Uint8Array): string {
  return machineIdFrom(sha256(installationKey));
}

/**
 * @param bytes at least 5; the first 5 count
 * @returns the computer ID as text
 * @throws RangeError when there are fewer than 5
 */
export function machineIdFrom(bytes: Uint8Array): string {
  const id = charactersOf(symbolsOf(bytes, SYMBOLS));
  return `${id.slice(0, GROUP)}-${id.slice(GROUP)}`;
}

/**
 * @param id as `machineId` writes it, or as a person does: any case, without hyphen, O for 0, I and L for 1
 * @returns its 5 bytes; null when it is no computer ID
 */
export function bytesOfMachineId(id: string): Uint8Array | null {
  const symbols = [...id.replace(/[\s-]/g, '')].flatMap((character) => symbolOf(character) ?? []);
  if (symbols.length !== SYMBOLS || id.replace(/[\s-]/g, '').length !== SYMBOLS) return null;
  const bits = symbols.reduce((value, symbol) => value * 32 + symbol, 0);
  return Uint8Array.from({ length: machineIdLength }, (_, at) => bits / 256 ** (machineIdLength - 1 - at));
}
