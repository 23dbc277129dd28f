/** Crockford's base32 alphabet: no I, L, O or U, so that a person can read a code out and type it. */
export const crockfordAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * @param bytes at least `count * 5 / 8` of them, rounded up
 * @param count how many symbols of five bits to take, from the first byte's high bits on
 * @returns values 0 to 31
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
 * Reads one character as a person may have typed it: any case, O for 0, I and L for 1.
 *
 * @returns value 0 to 31, null when it is not in the alphabet
 */
export function symbolOf(character: string): number | null {
  const canonical = character.toUpperCase().replace('O', '0').replace(/[IL]/, '1');
  const value = canonical.length === 1 ? crockfordAlphabet.indexOf(canonical) : -1;
  return value < 0 ? null : value;
}

export function charactersOf(symbols: readonly number[]): string {
  return symbols.map((symbol) => crockfordAlphabet.charAt(symbol)).join('');
}
