import { describe, expect, it, test } from 'vitest';
import { folded, foldedId } from '../../../src/activation/list/search.ts';
import { checkSerialNumber } from '../../../src/documents/serialNumber.ts';
import { crockfordAlphabet, plainCapitals, symbolOf } from '../../../src/documents/symbols/crockford.ts';
import { checkGroup } from '../../../src/typed/group.ts';

const serial = '000G4-0R40M-30E20-9189V';
const wide = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

describe('what an input method of Chinese, Japanese or Korean types', () => {
  it('is read like plain letters and digits', () => {
    for (const [value, character] of [...crockfordAlphabet].entries()) {
      expect([symbolOf(wide(character)), symbolOf(wide(character.toLowerCase()))]).toEqual([value, value]);
    }
    expect(checkSerialNumber(wide(serial))).toEqual({ status: 'valid', canonical: serial });
    expect(checkSerialNumber(wide(serial).replaceAll('－', 'ー'))).toEqual({ status: 'valid', canonical: serial });
    expect(checkGroup('installation', 0, wide('4fba13'))).toMatchObject({ status: 'right', text: '4FBA13' });
    expect(foldedId(wide('ab-12'))).toBe('AB12');
  });
});

test.each(['ß', 'ẞ', 'ı', 'İ', 'ﬀ', 'ŉ', 'ſ', '\u212a', 'ᴀ', '①', '²'])(
  '%s is not taken for other letters',
  (letter) => {
    expect(plainCapitals(`a${letter}b`)).toBe(`A${letter}B`);
    expect(symbolOf(letter)).toBeNull();
    const typed = `${letter}${serial.slice(1)}`;
    expect(checkSerialNumber(typed)).toEqual({ status: 'mistyped', suspects: [0], suggestion: serial });
    expect(foldedId(letter)).toBe(letter);
  },
);

it('names are found with and without such letters', () => {
  expect([folded('STRASSE'), folded('Straße'), folded('İZMİR'), folded('ızmır')]).toEqual([
    'strasse',
    'strasse',
    'izmir',
    'izmir',
  ]);
});
