import { evaluate, multiply } from './galoisField.ts';

/** The Reed-Solomon code over GF(32) with the generator polynomial (x - 2)(x - 4): it detects two wrong symbols and corrects one. */
const roots = [2, 4] as const;

/**
 * @param data at most 29 symbols, 0 to 31
 * @returns the two check symbols: the remainder of data times x^2 by the generator, highest first
 */
export function checkSymbols(data: readonly number[]): readonly [number, number] {
  const generator = [roots[0] ^ roots[1], multiply(roots[0], roots[1])] as const;
  let [high, low] = [0, 0];
  for (const symbol of data) {
    const lead = symbol ^ high;
    high = low ^ multiply(lead, generator[0]);
    low = multiply(lead, generator[1]);
  }
  return [high, low];
}

/** @returns whether a word, check symbols last, is a codeword */
export function isCodeword(word: readonly number[]): boolean {
  return roots.every((root) => evaluate(word, root) === 0);
}

/**
 * Finds the codeword that differs in a single symbol.
 *
 * @returns its position and the corrected word; null when more than one symbol is wrong
 */
export function correctOne(word: readonly number[]): { readonly position: number; readonly word: number[] } | null {
  for (const position of word.keys()) {
    const corrected = fill(word, [position]);
    if (corrected) return { position, word: corrected };
  }
  return null;
}

/**
 * Computes unreadable symbols at known positions.
 *
 * @param positions one or two; the symbols there are ignored
 * @returns the codeword that agrees everywhere else; null when there is none
 */
export function fill(word: readonly number[], positions: readonly number[]): number[] | null {
  const [position, ...others] = positions;
  if (position === undefined) return isCodeword(word) ? [...word] : null;
  for (let symbol = 0; symbol < 32; symbol++) {
    const trial = word.map((typed, index) => (index === position ? symbol : typed));
    const filled = fill(trial, others);
    if (filled) return filled;
  }
  return null;
}
