/** Crockford's base32 alphabet: no I, L, O or U, so that a person can read a code aloud and type it. */
export const crockfordAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What may stand between characters: white space, and every dash that a word processor may put in place of a hyphen. */
export const separators = /[\s\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d_.-]/gu;

/**
 * Takes symbols of five bits from bytes, most significant bit first.
 *
 * @param bytes at least `ceil(count * 5 / 8)` bytes
 * @returns `count` values from 0 to 31
 * @throws RangeError when there are too few bytes
 */
export function symbolsOf(bytes: Uint8Array, count: number): number[] {
  if (bytes.length * 8 < count * 5) throw new RangeError(`${count} symbols need more than ${bytes.length} bytes`);
  return Array.from({ length: count }, (_, index) => {
    const bit = index * 5;
    const byte = bit >> 3;
    const pair = ((bytes[byte] ?? 0) << 8) | (bytes[byte + 1] ?? 0);
    return (pair >> (11 - (bit & 7))) & 31;
  });
}

/**
 * Reads one typed character: any case, O for 0, I and L for 1.
 *
 * @returns value from 0 to 31; null when it is not in the alphabet
 */
export function symbolOf(character: string): number | null {
  const canonical = character.toUpperCase().replace('O', '0').replace(/[IL]/, '1');
  const value = canonical.length === 1 ? crockfordAlphabet.indexOf(canonical) : -1;
  return value < 0 ? null : value;
}

export function charactersOf(symbols: readonly number[]): string {
  return symbols.map((symbol) => crockfordAlphabet.charAt(symbol)).join('');
}
