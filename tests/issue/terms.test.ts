import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LicenseTypeRule, licenseDates, type SoldTerm, serialEnd, trialEnd } from '../../src/issue/terms.ts';

const type: LicenseTypeRule = {
  id: 'yearly',
  serialNumber: 'required',
  features: [],
  entitlements: [],
  validForDays: 365,
};
const trial: LicenseTypeRule = { ...type, id: 'trial', serialNumber: 'none', validForDays: 30, trial: true };
const sold: SoldTerm = { soldAt: '2026-01-10T15:00:00Z' };
const now = new Date('2026-11-23T10:00:00Z');
const endOf = (rule: LicenseTypeRule, serial: SoldTerm | null, at = now, trialSince: string | null = null) =>
  licenseDates(rule, { now: at, serial, trialSince }).stopDate;

describe('a term', () => {
  it.each<[string, LicenseTypeRule['validFrom'], Partial<SoldTerm>, string | undefined]>([
    ['counts from each request by default', undefined, {}, '2027-11-24T00:00:00Z'],
    ['counts from each request', 'request', { firstActivatedAt: '2026-03-01T00:00:00Z' }, '2027-11-24T00:00:00Z'],
    [
      'counts from the first activation',
      'activation',
      { firstActivatedAt: '2026-03-01T08:00:00Z' },
      '2027-03-02T00:00:00Z',
    ],
    ['begins with the first activation', 'activation', {}, '2027-11-24T00:00:00Z'],
    ['counts from the sale', 'sale', { firstActivatedAt: '2026-03-01T08:00:00Z' }, '2027-01-11T00:00:00Z'],
    ['has the days of the serial number', 'sale', { termDays: 400 }, '2027-02-15T00:00:00Z'],
    [
      'of each request ends early with the serial number',
      'request',
      { expiresAt: '2027-02-01T00:00:00Z' },
      '2027-02-01T00:00:00Z',
    ],
    [
      'of each request does not end late with it',
      'request',
      { expiresAt: '2029-02-01T00:00:00Z' },
      '2027-11-24T00:00:00Z',
    ],
    ['from the sale is extended by an end', 'sale', { expiresAt: '2029-02-01T00:00:00Z' }, '2029-02-01T00:00:00Z'],
    ['from the sale is shortened by an end', 'sale', { expiresAt: '2026-12-01T00:00:00Z' }, '2026-12-01T00:00:00Z'],
    [
      'from activation is extended by an end',
      'activation',
      { expiresAt: '2029-02-01T00:00:00Z' },
      '2029-02-01T00:00:00Z',
    ],
  ])('%s', (_, validFrom, serial, end) => {
    const rule: LicenseTypeRule = { ...type, ...(validFrom && { validFrom }) };
    expect(endOf(rule, { ...sold, ...serial })).toBe(end);
  });

  it('has no end without days', () => {
    const { validForDays: _, ...endless } = type;
    for (const validFrom of ['request', 'activation', 'sale'] as const) {
      expect(endOf({ ...endless, validFrom }, sold)).toBeUndefined();
      expect(serialEnd({ ...endless, validFrom }, sold)).toBeUndefined();
    }
  });

  const moments = fc
    .date({ min: new Date('2026-01-02T00:00:00Z'), max: new Date('2030-01-01T00:00:00Z'), noInvalidDate: true })
    .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000));
  const instants = moments.map((date) => date.toISOString().replace('.000', ''));

  it('from activation or sale ends at the same instant, whenever a license is issued', () => {
    const starts = fc.constantFrom('activation' as const, 'sale' as const);
    fc.assert(
      fc.property(
        starts,
        moments,
        moments,
        instants,
        instants,
        (validFrom, first, second, soldAt, firstActivatedAt) => {
          const serial = { soldAt, firstActivatedAt };
          const rule = { ...type, validFrom };
          expect(endOf(rule, serial, first)).toBe(endOf(rule, serial, second));
          expect(endOf(rule, serial, first)).toBe(serialEnd(rule, serial));
        },
      ),
    );
  });

  it('that begins now ends as it does for every later license', () => {
    fc.assert(
      fc.property(moments, instants, (first, later) => {
        const rule = { ...type, validFrom: 'activation' as const };
        const firstActivatedAt = first.toISOString().replace('.000', '');
        expect(endOf(rule, sold, first)).toBe(endOf(rule, { ...sold, firstActivatedAt }, new Date(later)));
      }),
    );
  });
});

describe('a trial', () => {
  it('begins with its first license and keeps its end', () => {
    expect(endOf(trial, null)).toBe('2026-12-24T00:00:00Z');
    expect(endOf(trial, null, now, '2026-11-01T10:00:00Z')).toBe('2026-12-02T00:00:00Z');
    expect(trialEnd(trial, '2026-11-01T10:00:00Z')).toBe('2026-12-02T00:00:00Z');
  });

  it('is none for other types', () => {
    expect(trialEnd(type, '2026-11-01T10:00:00Z')).toBeUndefined();
    expect(endOf({ ...type, serialNumber: 'none' }, null, now, '2026-11-01T10:00:00Z')).toBe('2027-11-24T00:00:00Z');
  });
});
