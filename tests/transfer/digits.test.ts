import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteCountIn, bytesToDigits, digitCountOf, digitsToBytes } from '../../src/transfer/digits.ts';
import { propertyRuns } from '../propertyRuns.ts';

describe('bytes in decimal digits', () => {
  test.each([
    ['', []],
    ['000', [0]],
    ['255', [255]],
    ['65535', [255, 255]],
    ['00001', [0, 1]],
    ['87112285931760246646623899502532662132735', Array.from({ length: 17 }, () => 255)],
    ['00000000000000000000000000000000000000000255', [...Array.from({ length: 17 }, () => 0), 255]],
  ])('are %j', (text, values) => {
    expect(bytesToDigits(Uint8Array.from(values))).toBe(text);
    expect(digitsToBytes(text)).toEqual(Uint8Array.from(values));
  });

  test('take 41 for 17 bytes, and for fewer a number that no other length has', () => {
    const counts = Array.from({ length: 18 }, (_, bytes) => digitCountOf(bytes));
    expect(counts).toEqual([0, 3, 5, 8, 10, 13, 15, 17, 20, 22, 25, 27, 29, 32, 34, 37, 39, 41]);
    for (let digits = 0; digits < 500; digits++) {
      const bytes = byteCountIn(digits);
      expect(digitCountOf(bytes)).toBeLessThanOrEqual(digits);
      expect(digitCountOf(bytes + 1)).toBeGreaterThan(digits);
    }
  });

  test('restore every byte sequence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = bytesToDigits(bytes);
        expect(text).toMatch(new RegExp(`^[0-9]{${digitCountOf(bytes.length)}}$`));
        expect(digitsToBytes(text)).toEqual(bytes);
      }),
    );
  });

  test('have only one text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 90 }), (text) => {
        const bytes = digitsToBytes(text);
        if (bytes) expect(bytesToDigits(bytes)).toBe(text);
      }),
      { numRuns: propertyRuns(2000) },
    );
  });

  test.each(['0', '00', '0000', '256', '65536', '9'.repeat(41), ' 00', '-01', '1e9', '٠٠٠', '0x1', '00\n'])(
    'are not %j',
    (text) => {
      expect(digitsToBytes(text)).toBeNull();
    },
  );
});
