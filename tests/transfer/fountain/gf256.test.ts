import { describe, expect, test } from 'vitest';
import { addMultiple, inverse, multiply, scale } from '../../../src/transfer/fountain/gf256.ts';

/** Multiplies polynomials bit by bit, following the definition. */
function slowly(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = product & 0x80 ? (product << 1) ^ 0x11d : product << 1;
    if ((other >> bit) & 1) product ^= one;
  }
  return product;
}

const everyByte = Array.from({ length: 256 }, (_, value) => value);

describe('GF(256)', () => {
  test('multiplies all pairs with its polynomial', () => {
    for (const one of everyByte) {
      for (const other of everyByte) expect(multiply(one, other)).toBe(slowly(one, other));
    }
  });

  test('has an inverse for everything except zero', () => {
    for (const value of everyByte.slice(1)) expect(multiply(value, inverse(value))).toBe(1);
  });

  test.each([0, 1, 2, 3, 4, 5, 7, 8, 219, 220])('adds multiples to %i bytes, from any offset', (length) => {
    const target = Uint8Array.from({ length }, (_, at) => at * 7 + 3);
    const source = Uint8Array.from({ length }, (_, at) => at * 31 + 5);
    for (const factor of [0, 1, 2, 0x8e, 255]) {
      for (const from of [0, 1, 3, length]) {
        const sum = target.slice();
        addMultiple(sum, source, factor, from);
        const expected = target.map((byte, at) => (at < from ? byte : byte ^ multiply(source[at] ?? 0, factor)));
        expect(sum).toEqual(expected);
      }
    }
  });

  test('scales every byte', () => {
    const bytes = Uint8Array.from(everyByte);
    scale(bytes, 0x53);
    expect([...bytes]).toEqual(everyByte.map((value) => multiply(value, 0x53)));
    scale(bytes, inverse(0x53));
    expect([...bytes]).toEqual(everyByte);
  });
});
