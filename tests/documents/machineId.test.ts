import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfMachineId, machineId, machineIdFrom } from '../../src/documents/machineId.ts';
import { longestLabel, plainLabel } from '../../src/documents/machineLabel.ts';

describe('a computer ID', () => {
  it('matches a fixed example', () => {
    expect(machineId(new Uint8Array(32))).toBe('CSM7-NBFR');
  });

  it('has 40 bits, which a person may write in any way', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (bytes) => {
        const id = machineIdFrom(bytes);
        expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(bytesOfMachineId(id)).toEqual(bytes);
        expect(bytesOfMachineId(id.toLowerCase().replace('-', ' ').replaceAll('0', 'o'))).toEqual(bytes);
      }),
    );
  });

  it.each(['', 'BMMP', 'BMMP-H1K', 'BMMP-H1K7-', 'BMMP-H1K77', 'BMMP-H1KU', 'BMMP-H1K!'].map((text) => [text]))(
    '“%s” is none, unless only the hyphen is superfluous',
    (text) => {
      expect(bytesOfMachineId(text) === null).toBe(text !== 'BMMP-H1K7-');
    },
  );
});

describe('the name of a machine', () => {
  it.each([
    ['  Line 3\tleft \n panel ', 'Line 3 left panel'],
    ['Ofen\u202e 1\u0000', 'Ofen 1'],
    ['Ofen \u200b 2', 'Ofen 2'],
    ['O\u0308fen', 'Öfen'],
    ['\u200f\ufeff ', ''],
    ['Öfen & <b>Co</b>', 'Öfen & <b>Co</b>'],
  ])('%j becomes “%s”', (typed, plain) => expect(plainLabel(typed)).toBe(plain));

  it('is bounded, does not cut a character in two, and is its own plain form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const plain = plainLabel(text);
        expect([...plain].length).toBeLessThanOrEqual(longestLabel);
        expect(new TextEncoder().encode(plain).length).toBeLessThanOrEqual(100);
        expect(plainLabel(plain)).toBe(plain);
        expect(/\p{Surrogate}/u.test(plain)).toBe(false);
      }),
    );
  });
});
