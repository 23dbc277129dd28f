/** GF(32): polynomials over GF(2) modulo x^5 + x^2 + 1; bit i of a symbol is the coefficient of x^i. The value 2 generates it. */

/** Powers of 2, from the 0th to the 30th: each symbol but 0 once. */
export const powersOfTwo: readonly number[] = (() => {
  const powers = [1];
  while (powers.length < 31) {
    const doubled = (powers.at(-1) ?? 0) << 1;
    powers.push(doubled & 32 ? doubled ^ 0b100101 : doubled);
  }
  return powers;
})();

export function multiply(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return powersOfTwo[(powersOfTwo.indexOf(a) + powersOfTwo.indexOf(b)) % 31] ?? 0;
}

/** Evaluates a word as a polynomial, first symbol highest, by Horner's method. */
export function evaluate(word: readonly number[], point: number): number {
  return word.reduce((sum, symbol) => multiply(sum, point) ^ symbol, 0);
}
