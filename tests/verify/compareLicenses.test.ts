import { describe, expect, it } from 'vitest';
import type { LicenseFields } from '../../src/documents/license.ts';
import { compareLicenses, decideReplacement } from '../../src/verify/compareLicenses.ts';
import { licenseFields } from '../documents/sample.ts';

const pro: LicenseFields = licenseFields;
const later = { licenseId: 'AAECAwQFBgcICQoLDA0ODw', issuedAt: '2027-02-01T00:00:00Z' };
const personal: LicenseFields = { ...pro, ...later, licenseType: 'personal', features: [], entitlements: [] };

describe('replacing a license', () => {
  it('asks before a newer one of another type takes features away, and names both', () => {
    const { replacement, comparison } = decideReplacement(personal, pro);
    expect(replacement).toBe('ask');
    expect(comparison).toMatchObject({
      installed: { licenseType: 'pro' },
      offered: { licenseType: 'personal' },
      worse: ['type', 'features'],
      lost: ['ephemeris', 'export', 'render', 'orrery catalog', 'orrery telescope'],
    });
  });

  it('installs a renewal and an upgrade without a question', () => {
    expect(decideReplacement({ ...pro, ...later, stopDate: '2028-11-24T00:00:00Z' }, pro)).toMatchObject({
      replacement: 'install',
      comparison: { worse: [], lost: [] },
    });
    const upgrade = { ...pro, ...later };
    expect(decideReplacement(upgrade, { ...personal, licenseId: pro.licenseId, issuedAt: pro.issuedAt })).toMatchObject(
      {
        replacement: 'install',
      },
    );
  });

  it('does not count a feature that only repeats the type', () => {
    const basic = { ...personal, licenseId: pro.licenseId, issuedAt: pro.issuedAt, features: ['personal'] };
    expect(decideReplacement({ ...pro, ...later }, basic)).toMatchObject({ replacement: 'install' });
    const other = { ...personal, licenseType: 'team', features: ['team'] };
    expect(decideReplacement(other, basic)).toMatchObject({ replacement: 'ask', comparison: { worse: ['type'] } });
  });

  it('asks before another type that brings nothing more', () => {
    expect(decideReplacement({ ...pro, ...later, licenseType: 'team' }, pro)).toMatchObject({
      replacement: 'ask',
      comparison: { worse: ['type'] },
    });
  });

  it('asks before an earlier end', () => {
    const { stopDate: _, ...endless } = pro;
    const trial = { ...pro, ...later, features: [...pro.features, 'zoom'] };
    expect(decideReplacement(trial, endless)).toMatchObject({ replacement: 'ask', comparison: { worse: ['end'] } });
    expect(decideReplacement({ ...endless, ...later }, pro)).toMatchObject({ replacement: 'install' });
  });

  it('keeps the installed one where the offered one was issued earlier', () => {
    const renewed = { ...pro, ...later };
    expect(decideReplacement(pro, renewed)).toMatchObject({ replacement: 'keep' });
    expect(decideReplacement(pro, personal)).toMatchObject({ replacement: 'keep' });
  });

  it('installs the same license again', () => {
    expect(decideReplacement(pro, pro)).toMatchObject({ replacement: 'install', comparison: { worse: [] } });
  });

  it('counts an entitlement that ends earlier as lost', () => {
    const [catalog, telescope] = pro.entitlements;
    if (!catalog || !telescope) throw new Error('the sample has two entitlements');
    const shorter = { ...catalog, validTo: '2027-01-01T00:00:00Z' };
    expect(compareLicenses({ ...pro, ...later, entitlements: [shorter, telescope] }, pro).lost).toEqual([
      'orrery catalog',
    ]);
  });
});
