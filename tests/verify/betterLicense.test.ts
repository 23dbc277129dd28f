import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../src/documents/instant.ts';
import { bestLicense, byRank, type RankedLicense } from '../../src/verify/betterLicense.ts';
import { propertyRuns } from '../propertyRuns.ts';

const license = (licenseId: string, issuedAt: string, stopDate?: string, hasEnded = false): RankedLicense => ({
  license: { licenseId, issuedAt, ...(stopDate !== undefined && { stopDate }) },
  hasEnded,
});

const old = license('b', '2026-01-01T00:00:00Z', '2030-01-01T00:00:00Z');
const renewed = license('c', '2027-01-01T00:00:00Z', '2028-01-01T00:00:00Z');

describe('the better license', () => {
  it('is the one issued last, even if it ends earlier', () => {
    expect(bestLicense([old, renewed])).toBe(renewed);
    expect(bestLicense([renewed, old])).toBe(renewed);
  });

  it('is the one that has not ended, even if it was issued earlier', () => {
    const ended = { ...renewed, hasEnded: true };
    expect(bestLicense([ended, old])).toBe(old);
    expect(bestLicense([old, ended])).toBe(old);
  });

  it('is the one that ends later, or never, of two issued in the same second', () => {
    const longer = license('z', old.license.issuedAt, '2031-01-01T00:00:00Z');
    const endless = license('z', old.license.issuedAt);
    expect(bestLicense([old, longer])).toBe(longer);
    expect(bestLicense([endless, longer])).toBe(endless);
  });

  it('is the first by id where nothing else differs', () => {
    const twin = license('a', old.license.issuedAt, old.license.stopDate);
    expect(bestLicense([old, twin])).toBe(twin);
    expect(byRank(old, { ...old })).toBe(0);
  });

  it('is the same in any order', () => {
    const instants = fc.integer({ min: 0, max: 3 }).map((days) => toInstant(new Date(days * 86_400_000)));
    const licenses = fc.record({
      license: fc.record(
        { licenseId: fc.constantFrom('A', 'B', 'a', '_'), issuedAt: instants, stopDate: instants },
        { requiredKeys: ['licenseId', 'issuedAt'] },
      ),
      hasEnded: fc.boolean(),
    });
    const shuffled = fc
      .array(licenses, { minLength: 1, maxLength: 8 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        const best = bestLicense(all as [RankedLicense, ...RankedLicense[]]);
        expect(bestLicense(other as [RankedLicense, ...RankedLicense[]])).toEqual(best);
        expect(all.every((one) => byRank(best, one) <= 0)).toBe(true);
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});
