import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSerialNumber, maskSerialNumber, mintSerialNumber } from '../../src/documents/serialNumber.ts';
import { crockfordAlphabet, symbolOf } from '../../src/documents/symbols/crockford.ts';
import { checkSymbols, isCodeword } from '../../src/documents/symbols/reedSolomon.ts';

const sample = mintSerialNumber(Uint8Array.from({ length: 12 }, (_, index) => index * 21));
const symbols = [...sample.replaceAll('-', '')];

const typed = (change: (place: string[]) => void): string => {
  const places = [...symbols];
  change(places);
  return places.join('');
};

const others = (character: string) => [...crockfordAlphabet].filter((one) => one !== character);

describe('a serial number', () => {
  it('is created in one form, valid, from the first 90 bits', () => {
    expect(sample).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(checkSerialNumber(sample)).toEqual({ status: 'valid', canonical: sample });
    const bytes = new Uint8Array(randomBytes(12));
    const minted = mintSerialNumber(bytes);
    bytes.set([(bytes[11] ?? 0) ^ 0x3f], 11);
    expect(mintSerialNumber(bytes)).toBe(minted);
    expect(() => mintSerialNumber(new Uint8Array(11))).toThrow(RangeError);
  });

  it('matches a fixed example', () => {
    expect(sample).toBe('00AJM-FTMD5-Z97A5-XTBAX');
  });

  it('is read in any spelling', () => {
    const [first = '', second = '', third = '', fourth = ''] = sample.split('-');
    const ways = [
      sample.toLowerCase(),
      sample.replaceAll('-', ''),
      `  ${first} ${second}\t${third}\n${fourth} `,
      `${first}–${second}—${third}\u2011${fourth}`,
      sample.replaceAll('0', 'O').replaceAll('1', 'I'),
      sample.replaceAll('0', 'o').replaceAll('1', 'l'),
    ];
    expect(ways.map(checkSerialNumber)).toEqual(ways.map(() => ({ status: 'valid', canonical: sample })));
  });

  it.each(['', ' ', '-', ' - '])('is empty: %j', (text) => {
    expect(checkSerialNumber(text)).toEqual({ status: 'empty' });
  });

  it('is incomplete until all twenty characters are present', () => {
    for (const length of Array.from({ length: 19 }, (_, index) => index + 1)) {
      const check = checkSerialNumber(symbols.slice(0, length).join(''));
      expect(check).toEqual({ status: 'incomplete', missing: 20 - length });
    }
    expect(checkSerialNumber(`${sample}0`)).toEqual({ status: 'mistyped', suspects: [] });
  });

  it('reports every single wrong character, its position and the correction', () => {
    for (const [place, character] of symbols.entries()) {
      for (const wrong of others(character)) {
        const check = checkSerialNumber(typed((places) => places.splice(place, 1, wrong)));
        expect(check).toEqual({ status: 'mistyped', suspects: [place], suggestion: sample });
      }
    }
  });

  it('is never valid with two wrong characters', () => {
    const taken: string[] = [];
    for (const [first, a] of symbols.entries()) {
      for (const [second, b] of symbols.entries()) {
        if (second <= first) continue;
        for (const x of others(a)) {
          for (const y of others(b)) {
            const word = symbols.map((one, index) => symbolOf(index === first ? x : index === second ? y : one) ?? 0);
            if (isCodeword(word)) taken.push(`${first} ${second}`);
          }
        }
      }
    }
    expect(taken).toEqual([]);
  });

  it('reports characters that it cannot contain, and corrects up to two', () => {
    expect(checkSerialNumber(typed((places) => places.splice(3, 1, 'U')))).toEqual({
      status: 'mistyped',
      suspects: [3],
      suggestion: sample,
    });
    expect(checkSerialNumber(typed((places) => (places[0] = places[19] = '?')))).toEqual({
      status: 'mistyped',
      suspects: [0, 19],
      suggestion: sample,
    });
    expect(checkSerialNumber('A?')).toEqual({ status: 'mistyped', suspects: [1] });
    expect(checkSerialNumber(typed((places) => places.fill('é', 4, 7)))).toEqual({
      status: 'mistyped',
      suspects: [4, 5, 6],
    });
  });

  it('is checked without an exception for any input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const check = checkSerialNumber(text);
        if (check.status === 'valid') expect(checkSerialNumber(check.canonical)).toEqual(check);
        if (check.status === 'mistyped' && check.suggestion) {
          expect(checkSerialNumber(check.suggestion).status).toBe('valid');
        }
      }),
    );
  });

  it('is masked except for its last group', () => {
    expect(maskSerialNumber(sample)).toBe(`*****-*****-*****-${sample.slice(-5)}`);
  });
});

describe('the check symbols', () => {
  it('complete any data to a codeword', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(31), { minLength: 18, maxLength: 18 }), (data) => {
        expect(isCodeword([...data, ...checkSymbols(data)])).toBe(true);
      }),
    );
  });
});
