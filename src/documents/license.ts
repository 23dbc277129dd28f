import { isAcceptablePublicKey } from '../crypto/ed25519.ts';
import type { Signer } from '../crypto/signer.ts';
import { Refusal } from '../refusal.ts';
import { bindingComponents } from './bindings.ts';
import { type Envelope, openEnvelope, sealEnvelope } from './envelope.ts';
import { bindingsField } from './payload/bindingsField.ts';
import { type Declaration, readPayload, writePayload } from './payload/declaration.ts';
import {
  attribute,
  attributeOf,
  type FieldTable,
  optionalAttribute,
  optionalValue,
  records,
  type ValuesOf,
  value,
  values,
} from './payload/fields.ts';
import { kinds } from './payload/kinds.ts';
import { schemaFault } from './payload/reader.ts';
import { limits } from './rules.ts';
import { checkSignature } from './signature.ts';

const entitlement = {
  namespace: attribute('Ns', kinds.word),
  tag: attribute('Tag', kinds.word),
  type: attribute('Type', kinds.word),
  /** Instant. */
  validTo: optionalAttribute('ValidTo', kinds.instant),
};

/**
 * A right beyond the features, such as one to a content package until a date.
 *
 * @interface
 */
export type Entitlement = ValuesOf<typeof entitlement>;

/** Signed by a signing key of the keyset. */
export const licenseDeclaration = {
  type: 'license',
  fields: {
    licenseId: value('LicenseID', kinds.id128, { inJson: true }),
    /** The request that it answers. */
    requestId: value('RequestID', kinds.id128),
    /** The same as in the `Signature` line, else `payload-schema`. */
    keyId: value('KeyID', kinds.keyId),
    product: value('Product', kinds.name),
    licenseType: value('LicenseType', kinds.name, { inJson: true }),
    /** The person or organization that it was issued to; may be empty. Text, never markup. */
    holder: value('Holder', kinds.holder, { inJson: true }),
    /** What they mean is the product's. */
    features: values('Features', 'Feature', limits.features, kinds.word, { inJson: true }),
    /** Rights beyond the features. Verifying does not compare `ValidTo`; the product does. */
    entitlements: records('Entitlements', 'Entitlement', limits.entitlements, entitlement),
    /** How many bindings must match; all of them where there are fewer. Without bindings, it means nothing. */
    requiredBindings: attributeOf('MachineBindings', attribute('Required', kinds.number(1, bindingComponents.length))),
    /** See [Machine bindings](#machine-bindings). */
    bindings: bindingsField,
    /** The installation that requested it. Passes the key gate, else `key-unacceptable`. */
    installationKey: value('InstallationKey', kinds.publicKey),
    serialMasked: optionalValue('SerialMasked', kinds.maskedSerial),
    /** Valid from this instant. */
    startDate: value('StartDate', kinds.instant, { inJson: true }),
    /** No longer valid from this instant; without it, the license has no end. */
    stopDate: optionalValue('StopDate', kinds.instant, { inJson: true }),
    /** A renewal is due from this instant; the license stays valid. Without it, none ever is. */
    updateDate: optionalValue('UpdateDate', kinds.instant, { inJson: true }),
    /** When the machine took its seat. */
    initialActivationDate: value('InitialActivationDate', kinds.instant),
    /** When it was signed, by the issuer's clock. */
    issuedAt: value('IssuedAt', kinds.instant, { inJson: true }),
    /** Line of product versions that it covers, such as `5.x`. */
    licenseVersion: value('LicenseVersion', kinds.word),
    /** Product version that made the request, such as `5.2`. */
    clientProvidedVersion: value('ClientProvidedVersion', kinds.word),
  },
} as const satisfies Declaration<FieldTable>;

/** @interface */
export type LicenseFields = ValuesOf<typeof licenseDeclaration.fields>;

/** @returns the line that a product version belongs to: `5.x` for `5.2.1`; one that does not begin with a number is its own */
export function versionLine(version: string): string {
  const major = /^(\d+)\./.exec(version)?.[1];
  return major === undefined ? version : `${major}.x`;
}

declare const signed: unique symbol;

/** A license whose signature holds. Machine and dates are not checked yet: `verifyLicense` does that. */
export type UnverifiedLicense = LicenseFields & { readonly [signed]: true };

/** The parts of a license file. Nothing in it is authentic; `keyId` names the key to verify it with. */
export interface SealedLicense {
  readonly envelope: Envelope;
  readonly keyId: string;
}

/**
 * Writes a license.
 *
 * @param signer a signing key; `fields.keyId` is its id
 * @returns the file's exact bytes, already read back
 * @throws Refusal every code of {@link readLicense} when a field or the signer is wrong
 */
export async function writeLicense(fields: LicenseFields, signer: Signer): Promise<Uint8Array> {
  const file = await sealEnvelope('license', writePayload(licenseDeclaration, fields), signer);
  readLicense(openLicense(file), signer.publicKey);
  return file;
}

/**
 * Splits a license file into its parts.
 *
 * @param file exact bytes
 * @throws Refusal every code of `openEnvelope`
 */
export function openLicense(file: Uint8Array): SealedLicense {
  const envelope = openEnvelope(file, 'license');
  return { envelope, keyId: envelope.keyId };
}

/**
 * Verifies the signature of a license, then reads it.
 *
 * @param publicKey raw Ed25519 public key of the expected signer, 32 bytes
 * @throws Refusal `key-unacceptable`, `key-unknown`, `signature-invalid`, `payload-schema`
 */
export function readLicense(sealed: SealedLicense, publicKey: Uint8Array): UnverifiedLicense {
  const payload = checkSignature(sealed.envelope, publicKey);
  const license = readPayload(licenseDeclaration, payload);
  if (license.keyId !== sealed.keyId) throw schemaFault('License/KeyID', 'is not the id of the signing key');
  if (!isAcceptablePublicKey(license.installationKey)) throw new Refusal('key-unacceptable', { key: 'installation' });
  return license as UnverifiedLicense;
}
