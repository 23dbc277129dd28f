import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { bindingComponents } from '../../src/documents/bindings.ts';
import { writeKeyset } from '../../src/documents/keyset.ts';
import { type LicenseFields, writeLicense } from '../../src/documents/license.ts';
import { type RequestFields, writeRequest } from '../../src/documents/request.ts';
import { writeReturnReceipt } from '../../src/documents/returnReceipt.ts';

/** Bytes that look random and are the same in every run. */
export function noise(label: string, length: number): Uint8Array {
  const block = (index: number) => sha256(new TextEncoder().encode(index === 0 ? label : `${label} ${index}`));
  return concatBytes(...Array.from({ length: Math.ceil(length / 32) }, (_, index) => block(index))).slice(0, length);
}

export function noiseText(label: string, length: number): string {
  return Buffer.from(noise(label, length)).toString('base64url');
}

const installation = seedSigner(noise('a worthless installation key', 32));
const vendor = seedSigner(noise('a worthless signing key', 32));
const bindings = bindingComponents.map((component) => ({ component, value: noiseText(component, 12) }));

const requestFields: RequestFields = {
  requestId: noiseText('request', 16),
  product: 'orrery',
  productVersion: '5.2',
  createdAt: '2026-11-23T09:41:27Z',
  installationKey: installation.publicKey,
  keysetVersion: 3,
  bindingStrength: 'strong',
  bindings,
};

/** A license with everything that a real one may contain. */
const licenseFields: LicenseFields = {
  licenseId: noiseText('license', 16),
  requestId: requestFields.requestId,
  keyId: keyIdOf(vendor.publicKey),
  product: 'orrery',
  licenseType: 'plus',
  holder: 'Katharina Brandt-Oyelaran, R&D',
  features: ['planets', 'moons', 'export'],
  entitlements: [
    { namespace: 'orrery', tag: 'ephemeris-2030', type: 'data', validTo: '2027-11-30T00:00:00Z' },
    { namespace: 'orrery', tag: 'instrument-bridge', type: 'module' },
  ],
  bindings,
  requiredBindings: 3,
  installationKey: installation.publicKey,
  serialMasked: '*****-*****-*****-7K2QX',
  startDate: '2026-11-22T00:00:00Z',
  stopDate: '2027-11-24T00:00:00Z',
  updateDate: '2027-05-24T00:00:00Z',
  initialActivationDate: '2026-11-23T09:52:03Z',
  issuedAt: '2026-11-23T09:52:03Z',
  licenseVersion: '5.x',
  clientProvidedVersion: '5.2',
};

export function sampleRequest(change: Partial<RequestFields> = {}): Promise<Uint8Array> {
  return writeRequest({ ...requestFields, ...change }, installation);
}

export function sampleLicense(change: Partial<LicenseFields> = {}): Promise<Uint8Array> {
  return writeLicense({ ...licenseFields, ...change }, vendor);
}

export function sampleReturn(): Promise<Uint8Array> {
  return writeReturnReceipt(
    {
      installationKey: installation.publicKey,
      product: 'orrery',
      licenseId: licenseFields.licenseId,
      counter: 2,
      nonce: noiseText('nonce', 16),
      returnedAt: '2027-01-04T16:20:00Z',
    },
    installation,
  );
}

export function sampleKeyset(): Promise<Uint8Array> {
  const key = (label: string) => {
    const { publicKey } = seedSigner(noise(label, 32));
    const keyId = keyIdOf(publicKey);
    return { keyId, publicKey, notBefore: '2026-01-01T00:00:00Z', notAfter: '2028-01-01T00:00:00Z' };
  };
  return writeKeyset(
    {
      product: 'orrery',
      version: 3,
      epoch: 1,
      rootKeyId: keyIdOf(vendor.publicKey),
      issuedAt: '2026-11-01T12:00:00Z',
      keys: [key('first'), key('second')],
      revokedKeys: [keyIdOf(noise('revoked', 32))],
      revokedLicenses: [noiseText('revoked license', 16)],
    },
    vendor,
  );
}
