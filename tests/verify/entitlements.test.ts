import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entitlementOf, hasFeature } from '../../src/verify/entitlements.ts';

const now = new Date('2026-11-23T10:00:00Z');
const pack = (tag: string, validTo?: string) => ({
  ...{ namespace: 'content', tag, type: 'pack' },
  ...(validTo !== undefined && { validTo }),
});

describe('a feature', () => {
  it('counts by its exact name', () => {
    const license = { features: ['planets', 'export'] };
    expect(['planets', 'export', 'Export', 'exports', ''].map((name) => hasFeature(license, name))).toEqual([
      ...[true, true, false, false, false],
    ]);
  });
});

describe('an entitlement', () => {
  it('is found by namespace and tag', () => {
    const license = { entitlements: [pack('messier'), pack('caldwell')] };
    expect(entitlementOf(license, 'content', 'caldwell', now)).toEqual(pack('caldwell'));
    expect(entitlementOf(license, 'support', 'caldwell', now)).toBeNull();
    expect(entitlementOf(license, 'content', 'abell', now)).toBeNull();
  });

  it('ends at its instant, which is no longer included', () => {
    const license = { entitlements: [pack('messier', '2026-11-23T10:00:00Z')] };
    expect(entitlementOf(license, 'content', 'messier', new Date(now.getTime() - 1))).not.toBeNull();
    expect(entitlementOf(license, 'content', 'messier', now)).toBeNull();
  });

  it('counts with its last end, whatever the order', () => {
    const all = [pack('messier', '2026-12-01T00:00:00Z'), pack('messier'), pack('messier', '2027-12-01T00:00:00Z')];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (entitlements) => {
        expect(entitlementOf({ entitlements }, 'content', 'messier', now)).toEqual(pack('messier'));
      }),
    );
  });
});
