import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToText, textToBytes } from '../../src/transfer/alphabet.ts';
import { propertyRuns } from '../propertyRuns.ts';

const bytesOf = (...values: number[]) => Uint8Array.from(values);

describe('the transfer alphabet', () => {
  test.each([
    ['', []],
    ['00', [0]],
    ['69', [255]],
    ['000', [0, 0]],
    ['06A', [1, 0]],
    ['+:H', [255, 255]],
    ['$4A', [0xed, 0x12]],
    ['$3X00100269', [0xed, 0x00, 0x00, 0x01, 0x00, 0x02, 0xff]],
  ])('writes and reads %j', (text, values) => {
    expect(bytesToText(bytesOf(...values))).toBe(text);
    expect(textToBytes(text)).toEqual(bytesOf(...values));
  });

  test('restores every byte sequence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = bytesToText(bytes);
        expect(text).toHaveLength(Math.ceil((bytes.length * 3) / 2));
        expect(text).toMatch(/^[0-9A-Z$*+:-]*$/);
        expect(textToBytes(text)).toEqual(bytes);
      }),
    );
  });

  test('accepts only one text for the same bytes', () => {
    const anyText = fc.string({
      unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-: a%é'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(anyText, (text) => {
        const bytes = textToBytes(text);
        if (bytes) expect(bytesToText(bytes)).toBe(text);
      }),
      { numRuns: propertyRuns(2000) },
    );
  });

  test.each(['0', '0000', '+:I', ':::', '6A', '::', 'a00', ' 00', '00\n', '0.0', '0/0', '0%0', '٠٠٠', '💾'])(
    'refuses %j',
    (text) => {
      expect(textToBytes(text)).toBeNull();
    },
  );
});
