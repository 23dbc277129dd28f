import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInstant, millisecondsOf, toInstant } from '../../src/documents/instant.ts';

const dates = fc.date({
  min: new Date('0000-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
});

describe('an instant', () => {
  it('can be any second from the year 0 to 9999', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const instant = toInstant(date);
        expect(isInstant(instant)).toBe(true);
        expect(millisecondsOf(instant)).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });

  it.each([
    '',
    '2026-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01T00:00:00',
    '2026-01-01t00:00:00z',
    '2026-1-1T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '+010000-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z\n',
    '२०२६-01-01T00:00:00Z',
  ])('is not read from %j', (text) => {
    expect(isInstant(text)).toBe(false);
  });

  it('is not created from an invalid date', () => {
    expect(() => toInstant(new Date(Number.NaN))).toThrow(RangeError);
  });
});
