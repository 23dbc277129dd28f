import { encodeBase64 } from '../crypto/base64.ts';
import { isAcceptablePublicKey } from '../crypto/ed25519.ts';
import type { Signer } from '../crypto/signer.ts';
import { Refusal } from '../refusal.ts';
import { type Binding, bindingComponents, bindingsElement, readBindings } from './bindings.ts';
import { type Envelope, openEnvelope, payloadLine, sealEnvelope } from './envelope.ts';
import { type PayloadElement, readPayload, schemaFault } from './payload.ts';
import { bytesOf, limits, rules } from './rules.ts';
import { checkSignature } from './signature.ts';
import { element, valueElement } from './xml.ts';

export interface Entitlement {
  readonly namespace: string;
  readonly tag: string;
  readonly type: string;
  /** Instant. */
  readonly validTo?: string;
}

export interface LicenseFields {
  /** 128 random bits, 22 base64url characters. */
  readonly licenseId: string;
  /** Id of the request that the license answers. */
  readonly requestId: string;
  /** Id of the signing key; the signature names the same. */
  readonly keyId: string;
  readonly product: string;
  readonly licenseType: string;
  /** To whom the license was given; may be empty. Text by a person: never markup. */
  readonly holder: string;
  readonly features: readonly string[];
  readonly entitlements: readonly Entitlement[];
  readonly bindings: readonly Binding[];
  /** How many of the bindings a machine must show, 1 to 5; all of them where there are fewer. */
  readonly requiredBindings: number;
  /** Raw Ed25519 public key of the installation that asked, 32 bytes. */
  readonly installationKey: Uint8Array;
  /** `*****-*****-*****-` and the last group. */
  readonly serialMasked?: string;
  /** Instant from which the license is good. */
  readonly startDate: string;
  /** Instant at which it ends; without it, it never does. */
  readonly stopDate?: string;
  /** Instant from which a renewal is due. The license does not end with it. */
  readonly updateDate: string;
  /** Instant at which this machine took its seat. */
  readonly initialActivationDate: string;
  /** Instant of signing, by the service's clock: a signed anchor in time. */
  readonly issuedAt: string;
  /** The line of product versions that it covers, for example `5.x`. */
  readonly licenseVersion: string;
  /** The version that asked, for example `5.2`. */
  readonly clientProvidedVersion: string;
}

declare const signed: unique symbol;

/**
 * A license whose signature holds. Whether it is for this machine and this moment is not known yet: that takes
 * `verifyLicense`.
 */
export type UnverifiedLicense = LicenseFields & { readonly [signed]: true };

/** A license file taken apart, nothing of it authentic. It names the key that is needed to go on. */
export interface SealedLicense {
  readonly envelope: Envelope;
  readonly keyId: string;
}

/**
 * Writes a license.
 *
 * @param signer a signing key; `fields.keyId` is its id
 * @returns the file's exact bytes, read back before they are handed out
 * @throws Refusal every code of {@link readLicense}, when a field or the signer is not as it should be
 */
export async function writeLicense(fields: LicenseFields, signer: Signer): Promise<Uint8Array> {
  const file = await sealEnvelope('license', serialize(fields), signer);
  readLicense(openLicense(file), signer.publicKey);
  return file;
}

/**
 * @param file exact bytes
 * @throws Refusal every code of `openEnvelope`
 */
export function openLicense(file: Uint8Array): SealedLicense {
  const envelope = openEnvelope(file, 'license');
  return { envelope, keyId: envelope.keyId };
}

/**
 * Verifies the signature, then reads what it vouches for.
 *
 * @param publicKey raw Ed25519 key that must have signed, 32 bytes
 * @throws Refusal `key-unacceptable`, `key-unknown`, `signature-invalid`, `payload-schema`, `payload-not-canonical`
 */
export function readLicense(sealed: SealedLicense, publicKey: Uint8Array): UnverifiedLicense {
  const payload = checkSignature(sealed.envelope, publicKey);
  const license = readPayload(payload, 'License', readFields, serialize);
  if (license.keyId !== sealed.keyId) throw schemaFault('License/KeyID', 'is not the key that signed');
  if (!isAcceptablePublicKey(license.installationKey)) throw new Refusal('key-unacceptable', { key: 'installation' });
  return license as UnverifiedLicense;
}

function readFields(document: PayloadElement): LicenseFields {
  const machineBindings = document.child('MachineBindings');
  const serialMasked = document.optionalValue('SerialMasked', rules.maskedSerial);
  const stopDate = document.optionalValue('StopDate', rules.instant);
  const fields: LicenseFields = {
    licenseId: document.value('LicenseID', rules.id128),
    requestId: document.value('RequestID', rules.id128),
    keyId: document.value('KeyID', rules.keyId),
    product: document.value('Product', rules.name),
    licenseType: document.value('LicenseType', rules.name),
    holder: document.value('Holder', rules.holder),
    features: readFeatures(document.child('Features')),
    entitlements: readEntitlements(document.child('Entitlements')),
    requiredBindings: Number(machineBindings.attribute('Required', rules.number(1, bindingComponents.length))),
    bindings: readBindings(machineBindings),
    installationKey: bytesOf(document.value('InstallationKey', rules.publicKey)),
    ...(serialMasked !== undefined && { serialMasked }),
    startDate: document.value('StartDate', rules.instant),
    ...(stopDate !== undefined && { stopDate }),
    updateDate: document.value('UpdateDate', rules.instant),
    initialActivationDate: document.value('InitialActivationDate', rules.instant),
    issuedAt: document.value('IssuedAt', rules.instant),
    licenseVersion: document.value('LicenseVersion', rules.word),
    clientProvidedVersion: document.value('ClientProvidedVersion', rules.word),
  };
  machineBindings.finish();
  return fields;
}

function readFeatures(features: PayloadElement): string[] {
  const list = features.list('Feature', limits.features, (child) => child.attribute('Value', rules.word));
  features.finish();
  return list;
}

function readEntitlements(entitlements: PayloadElement): Entitlement[] {
  const list = entitlements.list('Entitlement', limits.entitlements, (child) => {
    const validTo = child.optionalAttribute('ValidTo', rules.instant);
    return {
      namespace: child.attribute('Ns', rules.word),
      tag: child.attribute('Tag', rules.word),
      type: child.attribute('Type', rules.word),
      ...(validTo !== undefined && { validTo }),
    };
  });
  entitlements.finish();
  return list;
}

function serialize(fields: LicenseFields): string {
  return payloadLine('license', [
    valueElement('LicenseID', fields.licenseId),
    valueElement('RequestID', fields.requestId),
    valueElement('KeyID', fields.keyId),
    valueElement('Product', fields.product),
    valueElement('LicenseType', fields.licenseType),
    valueElement('Holder', fields.holder),
    element(
      'Features',
      [],
      fields.features.map((feature) => valueElement('Feature', feature)),
    ),
    element('Entitlements', [], fields.entitlements.map(entitlementElement)),
    bindingsElement([['Required', fields.requiredBindings]], fields.bindings),
    valueElement('InstallationKey', encodeBase64(fields.installationKey)),
    valueElement('SerialMasked', fields.serialMasked),
    valueElement('StartDate', fields.startDate),
    valueElement('StopDate', fields.stopDate),
    valueElement('UpdateDate', fields.updateDate),
    valueElement('InitialActivationDate', fields.initialActivationDate),
    valueElement('IssuedAt', fields.issuedAt),
    valueElement('LicenseVersion', fields.licenseVersion),
    valueElement('ClientProvidedVersion', fields.clientProvidedVersion),
  ]);
}

function entitlementElement({ namespace, tag, type, validTo }: Entitlement): string {
  return element('Entitlement', [
    ['Ns', namespace],
    ['Tag', tag],
    ['Type', type],
    ['ValidTo', validTo],
  ]);
}
