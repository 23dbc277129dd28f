import type { Signer } from '../crypto/signer.ts';
import { strengthOf } from './bindings.ts';
import { type Envelope, openEnvelope, sealEnvelope } from './envelope.ts';
import { bindingsField } from './payload/bindingsField.ts';
import { type Declaration, readPayload, writePayload } from './payload/declaration.ts';
import { attribute, attributeOf, type FieldTable, type ValuesOf, value } from './payload/fields.ts';
import { kinds } from './payload/kinds.ts';
import { schemaFault } from './payload/reader.ts';
import { checkOwnSignature } from './signature.ts';

/** Signed by the installation key that it carries. */
export const requestDeclaration = {
  type: 'request',
  fields: {
    /** First element; signs. */
    installationKey: value('InstallationKey', kinds.publicKey),
    /** 128 random bits. */
    requestId: value('RequestID', kinds.id128),
    product: value('Product', kinds.name),
    productVersion: value('ProductVersion', kinds.word),
    /** By the machine's clock. */
    createdAt: value('CreatedAt', kinds.instant),
    /** Keyset that the machine holds; 0 for none. */
    keysetVersion: value('KeysetVersion', kinds.number(0)),
    /** `strong` with three bindings or more, `weak` with fewer, else `payload-schema`. */
    bindingStrength: attributeOf('MachineBindings', attribute('Strength', kinds.oneOf(['strong', 'weak']))),
    /** See [Machine bindings](#machine-bindings). */
    bindings: bindingsField,
  },
} as const satisfies Declaration<FieldTable>;

/** @interface */
export type RequestFields = ValuesOf<typeof requestDeclaration.fields>;

declare const possessed: unique symbol;

/** A request signed by the installation key that it carries. Its fields are claims of that machine. */
export type LicenseRequest = RequestFields & { readonly [possessed]: true };

/**
 * Writes a license request.
 *
 * @param signer the installation key; `fields.installationKey` is its public key
 * @returns the file's exact bytes, already read back
 * @throws Refusal every code of {@link readRequest} when a field or the signer is wrong
 */
export async function writeRequest(fields: RequestFields, signer: Signer): Promise<Uint8Array> {
  const file = await sealEnvelope('request', writePayload(requestDeclaration, fields), signer);
  readRequest(file);
  return file;
}

/**
 * Verifies that a license request is signed by the installation key that it carries, and reads it.
 *
 * @param file exact bytes
 * @throws Refusal every code of `openEnvelope` and `checkOwnSignature`; `payload-schema`
 */
export function readRequest(file: Uint8Array): LicenseRequest {
  return readOpened(openEnvelope(file, 'request'));
}

/**
 * Like {@link readRequest}, for an envelope that is already open.
 *
 * @throws Refusal every code of `checkOwnSignature`; `payload-schema`
 */
export function readOpened(envelope: Envelope): LicenseRequest {
  const request = readPayload(requestDeclaration, checkOwnSignature(envelope));
  if (request.bindingStrength !== strengthOf(request.bindings)) {
    throw schemaFault('LicenseRequest/MachineBindings@Strength', 'does not fit the number of bindings');
  }
  return request as LicenseRequest;
}
