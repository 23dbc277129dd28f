import { encodeBase64 } from '../crypto/base64.ts';
import type { Signer } from '../crypto/signer.ts';
import { type Binding, type BindingStrength, bindingsElement, readBindings } from './bindings.ts';
import { type Envelope, openEnvelope, payloadLine, sealEnvelope } from './envelope.ts';
import { type PayloadElement, readPayload } from './payload.ts';
import { bytesOf, rules } from './rules.ts';
import { checkOwnSignature } from './signature.ts';
import { valueElement } from './xml.ts';

export interface RequestFields {
  /** 128 random bits, 22 base64url characters. */
  readonly requestId: string;
  readonly product: string;
  readonly productVersion: string;
  /** Instant, by the machine's clock. */
  readonly createdAt: string;
  /** Raw Ed25519 public key, 32 bytes. */
  readonly installationKey: Uint8Array;
  /** Version of the keyset that the machine holds; 0 when it holds none. */
  readonly keysetVersion: number;
  readonly bindingStrength: BindingStrength;
  readonly bindings: readonly Binding[];
}

declare const possessed: unique symbol;

/** A request signed by the installation key that it carries. Everything in it is what that machine claims. */
export type LicenseRequest = RequestFields & { readonly [possessed]: true };

/**
 * Writes a license request.
 *
 * @param signer the installation key; `fields.installationKey` is its public half
 * @returns the file's exact bytes, read back before they are handed out
 * @throws Refusal every code of {@link readRequest}, when a field or the signer is not as it should be
 */
export async function writeRequest(fields: RequestFields, signer: Signer): Promise<Uint8Array> {
  const file = await sealEnvelope('request', serialize(fields), signer);
  readRequest(file);
  return file;
}

/**
 * Reads a license request and verifies that its maker holds the installation key.
 *
 * @param file exact bytes
 * @throws Refusal every code of `openEnvelope` and `checkOwnSignature`; `payload-schema`, `payload-not-canonical`
 */
export function readRequest(file: Uint8Array): LicenseRequest {
  return readOpened(openEnvelope(file, 'request'));
}

/**
 * The same, of a file that was taken apart before.
 *
 * @throws Refusal every code of `checkOwnSignature`; `payload-schema`, `payload-not-canonical`
 */
export function readOpened(envelope: Envelope): LicenseRequest {
  return readPayload(checkOwnSignature(envelope), 'LicenseRequest', readFields, serialize) as LicenseRequest;
}

function readFields(document: PayloadElement): RequestFields {
  const machineBindings = document.child('MachineBindings');
  const fields: RequestFields = {
    installationKey: bytesOf(document.value('InstallationKey', rules.publicKey)),
    requestId: document.value('RequestID', rules.id128),
    product: document.value('Product', rules.name),
    productVersion: document.value('ProductVersion', rules.word),
    createdAt: document.value('CreatedAt', rules.instant),
    keysetVersion: Number(document.value('KeysetVersion', rules.number(0))),
    bindingStrength: machineBindings.attribute('Strength', rules.oneOf(['strong', 'weak'])) as BindingStrength,
    bindings: readBindings(machineBindings),
  };
  machineBindings.finish();
  return fields;
}

function serialize(fields: RequestFields): string {
  return payloadLine('request', [
    valueElement('InstallationKey', encodeBase64(fields.installationKey)),
    valueElement('RequestID', fields.requestId),
    valueElement('Product', fields.product),
    valueElement('ProductVersion', fields.productVersion),
    valueElement('CreatedAt', fields.createdAt),
    valueElement('KeysetVersion', fields.keysetVersion),
    bindingsElement([['Strength', fields.bindingStrength]], fields.bindings),
  ]);
}
