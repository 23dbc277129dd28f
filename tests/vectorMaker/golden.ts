import { bindingValue } from '../../src/crypto/binding.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import { type ActivationReceiptFields, writeActivationReceipt } from '../../src/documents/activationReceipt.ts';
import { type Binding, bindingComponents } from '../../src/documents/bindings.ts';
import type { DocumentType } from '../../src/documents/documentType.ts';
import { sealEnvelope } from '../../src/documents/envelope.ts';
import { type KeysetFields, type SigningKey, writeKeyset } from '../../src/documents/keyset.ts';
import { type LicenseFields, writeLicense } from '../../src/documents/license.ts';
import { type RequestFields, writeRequest } from '../../src/documents/request.ts';
import { type ReturnReceiptFields, writeReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { swap, utf8 } from './bytes.ts';
import { idOf, installation, retired, revoked, root, signing } from './keys.ts';

export const product = 'orrery';

export function bindingsOf(machine: string): Binding[] {
  return bindingComponents.map((component) => ({
    component,
    value: bindingValue(product, component, `${machine} ${component}`),
  }));
}

export const requestFields: RequestFields = {
  requestId: idOf('request'),
  product,
  productVersion: '5.2',
  createdAt: '2026-11-23T09:58:07Z',
  installationKey: installation.publicKey,
  keysetVersion: 7,
  bindingStrength: 'strong',
  bindings: bindingsOf('first'),
};

export const licenseFields: LicenseFields = {
  licenseId: idOf('license'),
  requestId: requestFields.requestId,
  keyId: keyIdOf(signing.publicKey),
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

export function keyEntry(signer: Signer, notBefore: string, notAfter: string): SigningKey {
  return { keyId: keyIdOf(signer.publicKey), publicKey: signer.publicKey, notBefore, notAfter };
}

export const keysetFields: KeysetFields = {
  product,
  version: 7,
  epoch: 2,
  rootKeyId: keyIdOf(root.publicKey),
  issuedAt: '2026-11-01T00:00:00Z',
  keys: [
    keyEntry(signing, '2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z'),
    keyEntry(retired, '2024-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
    keyEntry(revoked, '2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z'),
  ],
  revokedKeys: [keyIdOf(revoked.publicKey)],
  revokedLicenses: [idOf('revoked license')],
};

export const returnFields: ReturnReceiptFields = {
  installationKey: installation.publicKey,
  product,
  licenseId: licenseFields.licenseId,
  counter: 5,
  nonce: idOf('nonce'),
  returnedAt: '2026-12-01T08:00:00Z',
};

export const activationFields: ActivationReceiptFields = {
  installationKey: installation.publicKey,
  licenseId: licenseFields.licenseId,
  product,
  activatedAt: '2026-11-23T10:30:00Z',
};

export const golden: Readonly<Record<DocumentType, Uint8Array>> = {
  request: await writeRequest(requestFields, installation),
  license: await writeLicense(licenseFields, signing),
  keyset: await writeKeyset(keysetFields, root),
  return: await writeReturnReceipt(returnFields, installation),
  activation: await writeActivationReceipt(activationFields, installation),
};

const ownSigner: Readonly<Record<DocumentType, Signer>> = {
  request: installation,
  license: signing,
  keyset: root,
  return: installation,
  activation: installation,
};

/** The golden file's text, changed without a new signature. */
export function damaged(type: DocumentType, from: string | RegExp, to: string): Uint8Array {
  return utf8(swap(textOf(type), from, to));
}

export function textOf(type: DocumentType): string {
  return new TextDecoder().decode(golden[type]);
}

export function payloadOf(type: DocumentType): string {
  return textOf(type).split('\n')[2] ?? '';
}

/** The golden payload, changed and correctly signed, which no honest signer would do. */
export function resigned(
  type: DocumentType,
  from: string | RegExp,
  to: string,
  signer = ownSigner[type],
): Promise<Uint8Array> {
  return sealEnvelope(type, swap(payloadOf(type), from, to), signer);
}
