import { describe, expect, it } from 'vitest';
import { judgeClock } from '../../src/verify/clock.ts';

const seen = '2026-11-23T10:00:00Z';
const built = '2026-03-01T00:00:00Z';
const issued = '2026-05-01T00:00:00Z';

describe('a clock', () => {
  it('is plausible when it goes forward, or when nothing is known', () => {
    expect(judgeClock(new Date('2026-11-24T00:00:00Z'), [built, issued, seen, seen]).status).toBe('plausible');
    expect(judgeClock(new Date('1970-01-01T00:00:00Z'), []).status).toBe('plausible');
    expect(judgeClock(new Date('1970-01-01T00:00:00Z'), [undefined]).status).toBe('plausible');
  });

  it('may differ by a time zone', () => {
    expect(judgeClock(new Date('2026-11-22T10:00:00Z'), [seen]).status).toBe('plausible');
    expect(judgeClock(new Date('2026-11-22T09:59:59Z'), [seen]).status).toBe('set-back');
  });

  it('is suspect when set back by thirty days', () => {
    const now = new Date('2026-10-24T10:00:00Z');
    const verdict = { status: 'set-back', floor: seen, now: '2026-10-24T10:00:00Z' };
    expect(judgeClock(now, [built, issued, seen, seen])).toEqual(verdict);
    expect(judgeClock(now, [seen, issued, built])).toEqual(verdict);
  });

  it('is suspect when one of the two records is missing, and by the license when both are missing', () => {
    const now = new Date('2026-04-01T10:00:00Z');
    expect(judgeClock(now, [built, issued, undefined, seen])).toMatchObject({ status: 'set-back', floor: seen });
    expect(judgeClock(now, [built, issued, undefined, undefined])).toMatchObject({ floor: issued });
  });

  it('throws for an invalid time', () => {
    expect(() => judgeClock(new Date(Number.NaN), [])).toThrow(RangeError);
  });
});
