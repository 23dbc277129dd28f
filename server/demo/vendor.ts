import { namedFeatures, publicLicenseType } from '../../src/contract/catalog.ts';
import type { VendorProfile } from '../../src/vendor/profile.ts';
import type { Catalog } from '../licensing/catalog.ts';
import { orreryPath } from './orrery.ts';

/** Product of the fictitious vendor. */
const product = { id: 'orrery', name: 'Orrery Studio', version: '5.2' } as const;

/** How many of at most five bindings a machine must have. */
const REQUIRED_BINDINGS = 3;

export const demoCatalog: Catalog = {
  format: 1,
  product,
  requiredBindings: REQUIRED_BINDINGS,
  returns: { perYear: 2, coolDownDays: 7 },
  selfService: { enabled: true },
  licenseTypes: [
    {
      id: 'personal',
      name: 'Personal',
      description: 'For private use.',
      serialNumber: 'none',
      features: ['planets'],
      entitlements: [],
      validForDays: 365,
      renewAfterDays: 335,
    },
    {
      id: 'plus',
      name: 'Plus',
      description: 'For planetariums and schools, for a year from the first activation.',
      serialNumber: 'required',
      features: ['planets', 'moons'],
      entitlements: [],
      validForDays: 365,
      validFrom: 'activation',
      renewAfterDays: 335,
    },
    {
      id: 'pro',
      name: 'Pro',
      description: 'For observatories and instrument makers.',
      serialNumber: 'required',
      features: ['planets', 'moons', 'export'],
      entitlements: [],
      renewAfterDays: 730,
    },
    {
      id: 'trial',
      name: 'Trial',
      description: 'Everything for 30 days, once on each computer.',
      serialNumber: 'none',
      features: ['planets', 'moons', 'export'],
      entitlements: [],
      validForDays: 30,
      trial: true,
    },
  ],
};

/** License types and seats of the initial serial numbers. */
export const demoSeats: readonly { readonly licenseType: string; readonly seats: number }[] = [
  { licenseType: 'plus', seats: 1 },
  { licenseType: 'plus', seats: 5 },
  { licenseType: 'pro', seats: 1 },
  { licenseType: 'pro', seats: 3 },
  { licenseType: 'pro', seats: 25 },
];

/** An orrery: a sun, two orbits, two planets. */
const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="none" stroke="#2a5d9f" stroke-width="1.5"><circle cx="16" cy="16" r="8.5"/><circle cx="16" cy="16" r="14"/></g><circle cx="16" cy="16" r="3.5" fill="#e0a526"/><circle cx="22" cy="10" r="2" fill="#2a5d9f"/><circle cx="5" cy="24.5" r="2.5" fill="#2a5d9f"/></svg>`;

/** The parts of the profile that depend on keys and address. */
export interface ProfileParts {
  readonly serviceUrl: string;
  /** Raw 32-byte Ed25519 public key, base64. */
  readonly rootKey: string;
  /** Text of the keyset file. */
  readonly keyset: string;
}

export function demoProfile({ serviceUrl, rootKey, keyset }: ProfileParts): VendorProfile {
  return {
    format: 1,
    vendor: { name: 'Northlight Instruments' },
    product,
    licenseTypes: demoCatalog.licenseTypes.map(publicLicenseType),
    ...namedFeatures(demoCatalog),
    serviceUrl,
    support: { email: 'support@northlight.example' },
    rootKeys: [rootKey],
    keyset,
    fileEndings: { request: '.licreq', license: '.lic', return: '.licret' },
    requiredBindings: REQUIRED_BINDINGS,
    returns: demoCatalog.returns,
    deepLink: `/${orreryPath}`,
    accent: '#2a5d9f',
    logo: `data:image/svg+xml;base64,${Buffer.from(logo, 'utf8').toString('base64')}`,
  };
}
