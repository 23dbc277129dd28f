import type { LicenseByCodeFields } from '../../src/typed/licenseByCode.ts';
import type { Vocabulary } from '../../src/typed/vocabulary.ts';

/** Of the demonstration vendor. */
export const vocabulary: Vocabulary = {
  product: 'orrery',
  licenseVersion: '5.x',
  licenseTypes: ['personal', 'plus', 'pro', 'trial'],
  features: ['planets', 'moons', 'export'],
};

/** With type, end, renewal, serial number and two features. */
export const demonstrationLicense: Omit<LicenseByCodeFields, 'keyId' | 'machineMark'> = {
  product: 'orrery',
  licenseType: 'plus',
  features: ['planets', 'moons'],
  entitlements: [],
  requiredBindings: 3,
  serialMasked: '*****-*****-*****-9189V',
  startDate: '2026-11-29T00:00:00Z',
  stopDate: '2027-12-01T00:00:00Z',
  updateDate: '2027-10-31T00:00:00Z',
  initialActivationDate: '2026-11-30T09:12:44Z',
  issuedAt: '2026-11-30T09:12:44Z',
  licenseVersion: '5.x',
};
