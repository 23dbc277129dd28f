/** Crockford's base32 alphabet: no I, L, O or U, so that a person can read a code aloud and type it. */
export const crockfordAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * What may stand between characters: white space, every dash that a word processor may put in place of a hyphen, and what a
 * Japanese keyboard types for one.
 */
export const separators = /[\s\u00ad\u2010-\u2015\u2212\u30fc\ufe58\ufe63\uff0d\uff0e\uff3f\uff70_.-]/gu;

/** How far the full-width forms that Chinese, Japanese and Korean keyboards type are from the signs of ASCII. */
const FULL_WIDTH = 0xfee0;

/**
 * @param text as typed
 * @returns the same number of characters: full-width forms as plain ones, letters of ASCII upper case. All others stay: `ß` is no
 *   SS, and `ı` no I
 */
export function plainCapitals(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH))
    .replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

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

/** By character as typed: upper and lower case, O for 0, I and L for 1. */
const values = new Map(
  [...crockfordAlphabet, 'O', 'I', 'L'].flatMap((character) => {
    const value = crockfordAlphabet.indexOf(character.replace('O', '0').replace(/[IL]/, '1'));
    return [character, character.toLowerCase()].map((one) => [one, value] as const);
  }),
);

/**
 * Reads one typed character: any case, any width, O for 0, I and L for 1.
 *
 * @returns value from 0 to 31; null when it is not in the alphabet
 */
export function symbolOf(character: string): number | null {
  return values.get(character) ?? values.get(plainCapitals(character)) ?? null;
}

export function charactersOf(symbols: readonly number[]): string {
  return symbols.map((symbol) => crockfordAlphabet.charAt(symbol)).join('');
}
