import { bindingValue } from '../../src/crypto/binding.ts';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { ActivationReceiptFields } from '../../src/documents/activationReceipt.ts';
import { type Binding, bindingComponents } from '../../src/documents/bindings.ts';
import type { KeysetFields } from '../../src/documents/keyset.ts';
import type { LicenseFields } from '../../src/documents/license.ts';
import type { RequestFields } from '../../src/documents/request.ts';
import type { ReturnReceiptFields } from '../../src/documents/returnReceipt.ts';

/** Worthless keys: anyone can derive them from this file. */
export const rootSigner = seedSigner(new Uint8Array(32).fill(1));
export const signingSigner = seedSigner(new Uint8Array(32).fill(2));
export const installationSigner = seedSigner(new Uint8Array(32).fill(3));
export const strangerSigner = seedSigner(new Uint8Array(32).fill(4));

export const product = 'orrery';
export const now = new Date('2026-11-23T10:00:00Z');

/** The machine of the samples; another `variant` has other hardware. */
export function bindingsOf(variant = 'first'): Binding[] {
  return bindingComponents.map((component) => ({
    component,
    value: bindingValue(product, component, `${variant}-${component}`),
  }));
}

export const requestFields: RequestFields = {
  requestId: 'AAECAwQFBgcICQoLDA0ODw',
  product,
  productVersion: '5.2',
  createdAt: '2026-11-23T09:58:07Z',
  installationKey: installationSigner.publicKey,
  keysetVersion: 3,
  bindingStrength: 'strong',
  bindings: bindingsOf(),
};

export const licenseFields: LicenseFields = {
  licenseId: 'EBESExQVFhcYGRobHB0eHw',
  requestId: requestFields.requestId,
  keyId: keyIdOf(signingSigner.publicKey),
  product,
  licenseType: 'pro',
  holder: 'Mbali Okonkwo, Karoo Institute',
  features: ['ephemeris', 'export', 'render'],
  entitlements: [
    { namespace: 'orrery', tag: 'catalog', type: 'content', validTo: '2027-11-24T00:00:00Z' },
    { namespace: 'orrery', tag: 'telescope', type: 'device' },
  ],
  bindings: requestFields.bindings,
  requiredBindings: 3,
  installationKey: requestFields.installationKey,
  serialMasked: '*****-*****-*****-AB12C',
  startDate: '2026-11-22T00:00:00Z',
  stopDate: '2027-11-24T00:00:00Z',
  updateDate: '2027-10-24T00:00:00Z',
  initialActivationDate: '2026-11-23T09:59:30Z',
  issuedAt: '2026-11-23T09:59:30Z',
  licenseVersion: '5.x',
  clientProvidedVersion: '5.2',
};

export const keysetFields: KeysetFields = {
  product,
  version: 3,
  epoch: 1,
  rootKeyId: keyIdOf(rootSigner.publicKey),
  issuedAt: '2026-11-01T00:00:00Z',
  keys: [
    {
      keyId: keyIdOf(signingSigner.publicKey),
      publicKey: signingSigner.publicKey,
      notBefore: '2026-01-01T00:00:00Z',
      notAfter: '2028-01-01T00:00:00Z',
    },
  ],
  revokedKeys: [],
  revokedLicenses: [],
};

export const returnFields: ReturnReceiptFields = {
  installationKey: installationSigner.publicKey,
  product,
  licenseId: licenseFields.licenseId,
  counter: 1,
  nonce: 'ICEiIyQlJicoKSorLC0uLw',
  returnedAt: '2026-12-01T08:00:00Z',
};

export const activationFields: ActivationReceiptFields = {
  installationKey: installationSigner.publicKey,
  licenseId: licenseFields.licenseId,
  product,
  activatedAt: '2026-11-23T10:30:00Z',
};
