/**
 * GF(32) with x^5 + x^2 + 1, whose root 2 generates the field, and the code over it with the generator polynomial
 * (x - 2)(x - 4). Its distance is 3: any one or two wrong symbols are noticed, one can be put right.
 */
const exponents: readonly number[] = (() => {
  const powers = [1];
  while (powers.length < 31) {
    const doubled = (powers.at(-1) ?? 0) << 1;
    powers.push(doubled & 32 ? doubled ^ 0b100101 : doubled);
  }
  return powers;
})();

const roots = [2, 4] as const;

function multiply(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return exponents[(exponents.indexOf(a) + exponents.indexOf(b)) % 31] ?? 0;
}

/** The word as a polynomial, first symbol highest, at one point (Horner). */
function evaluate(word: readonly number[], point: number): number {
  return word.reduce((sum, symbol) => multiply(sum, point) ^ symbol, 0);
}

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

/** @returns whether the word, its check symbols last, is one of the code */
export function isCodeword(word: readonly number[]): boolean {
  return roots.every((root) => evaluate(word, root) === 0);
}

/**
 * Finds the one codeword that differs in a single symbol.
 *
 * @returns the place and the whole corrected word; null when there is none, so that more than one symbol is wrong
 */
export function correctOne(word: readonly number[]): { readonly position: number; readonly word: number[] } | null {
  for (const position of word.keys()) {
    const corrected = fill(word, [position]);
    if (corrected) return { position, word: corrected };
  }
  return null;
}

/**
 * Fills in symbols that are known to be unreadable.
 *
 * @param positions one or two places; what stands there is ignored
 * @returns the one codeword that agrees everywhere else, null when there is none
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
