import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../src/documents/rules.ts';
import {
  canonicalForeignSerial,
  FOREIGN_SERIAL_LENGTH,
  maskForeignSerial,
  readSerialNumber,
} from '../../../src/documents/serial/foreignSerialNumber.ts';

/** Shapes that other systems sell. */
const foreign = [
  ['B8A5-91D7-CB9A-DAE4-4F6E-1128', 'B8A591D7CB9ADAE44F6E1128', '*****1128'],
  ['act_0a5f-77c1 b3e2', 'ACT_0A5F77C1B3E2', '*****B3E2'],
  ['fid_12345', 'FID_12345', '*****345'],
  ['４７１１–ａｂ', '4711AB', '*****AB'],
  ['Straße-1', 'STRASSE1', '*****E1'],
  ['ab', 'AB', '*****'],
  ['😀😀😀', '😀😀😀', '*****😀'],
] as const;

describe('a serial number of another system', () => {
  it.each(foreign)('%s is hashed as %s and shown as %s', (typed, canonical, masked) => {
    expect(canonicalForeignSerial(typed)).toBe(canonical);
    expect(maskForeignSerial(canonical)).toBe(masked);
    expect(readSerialNumber(typed, 'any')).toEqual({ status: 'valid', kind: 'foreign', canonical, masked });
  });

  it('is the same in any case, width, spacing and with any hyphens, seen or not', () => {
    const ways = [
      'ab12-cd34',
      ' AB12 CD34\n',
      'Ab12\u2011cD34',
      'ab12–cd34',
      'ＡＢ１２ＣＤ３４',
      'ab\u00ad12\u200bcd\ufeff34',
      'ab12−cd34',
    ];
    expect(new Set(ways.map(canonicalForeignSerial))).toEqual(new Set(['AB12CD34']));
  });

  it('keeps what else tells two apart', () => {
    const typed = ['A.1', 'A_1', 'A1', 'A+1', 'A/1'];
    expect(new Set(typed.map(canonicalForeignSerial))).toHaveLength(typed.length);
  });

  it.each(['', ' ', '-', '\u200b – '])('%j is none', (text) => {
    expect(canonicalForeignSerial(text)).toBeNull();
    expect(readSerialNumber(text, 'any')).toEqual({ status: 'empty' });
  });

  it.each([
    'A'.repeat(FOREIGN_SERIAL_LENGTH + 1),
    'A'.repeat(100_000),
    `${'ﷺ'.repeat(10)}`,
    'A\u0000B',
    'A\ud800B',
    'A\uffffB',
  ])('%j is unusable', (text) => {
    expect(canonicalForeignSerial(text)).toBeNull();
    expect(readSerialNumber(text, 'any')).toEqual({ status: 'unusable' });
  });

  it('has at most 64 characters', () => {
    const longest = 'A'.repeat(FOREIGN_SERIAL_LENGTH);
    expect(canonicalForeignSerial(`${longest.slice(0, 32)} - ${longest.slice(32)}`)).toBe(longest);
  });

  it('has one form, which is its own form, and is never one of Keyferry’s', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (text) => {
        const canonical = canonicalForeignSerial(text);
        if (canonical === null) return;
        expect(canonicalForeignSerial(canonical)).toBe(canonical);
        expect(canonical).not.toContain('-');
        expect(canonical.length).toBeLessThanOrEqual(FOREIGN_SERIAL_LENGTH);
      }),
    );
  });

  it.each(['\u00b4', 'A\u00ad\u0301', '\u00a8\u0301', 'a \u0307', 'ŉ', 'ΐ', 'ﬃ'])('keeps its form: %j', (text) => {
    const canonical = canonicalForeignSerial(text) ?? '';
    expect(canonicalForeignSerial(canonical)).toBe(canonical);
  });

  it('shows at most a third of itself, and no form that a license has', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 64 }), (text) => {
        const canonical = canonicalForeignSerial(text);
        if (canonical === null) return;
        const masked = maskForeignSerial(canonical);
        expect([...masked].length - 5).toBeLessThanOrEqual([...canonical].length / 3);
        expect(rules.maskedSerial(masked)).not.toBe(true);
      }),
    );
  });
});

describe('a serial number of Keyferry', () => {
  const own = '00AJM-FTMD5-Z97A5-XTBAX';
  const read = { status: 'valid', kind: 'keyferry', canonical: own, masked: '*****-*****-*****-XTBAX' };

  it('is recognized wherever others are taken too', () => {
    expect(readSerialNumber(own.toLowerCase(), 'any')).toEqual(read);
    expect(readSerialNumber(own, 'keyferry')).toEqual(read);
  });

  it('is checked for typing errors only where no others are taken', () => {
    const mistyped = own.replace('J', 'K');
    expect(readSerialNumber(mistyped, 'keyferry')).toMatchObject({ status: 'mistyped', suggestion: own });
    expect(readSerialNumber(mistyped, 'any')).toMatchObject({ status: 'valid', masked: '*****TBAX' });
    expect(readSerialNumber('00AJM', 'keyferry')).toMatchObject({ status: 'incomplete' });
  });
});
