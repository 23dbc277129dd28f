import type { Signer } from '../crypto/signer.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { type Declaration, readPayload, writePayload } from './payload/declaration.ts';
import { type FieldTable, type ValuesOf, value } from './payload/fields.ts';
import { kinds } from './payload/kinds.ts';
import { checkOwnSignature } from './signature.ts';

/** Signed by the installation key that it carries. */
export const activationReceiptDeclaration = {
  type: 'activation',
  fields: {
    /** First element; signs. */
    installationKey: value('InstallationKey', kinds.publicKey),
    /** The license that is in force on the machine. */
    licenseId: value('LicenseID', kinds.id128),
    product: value('Product', kinds.name),
    /** By the machine's clock. */
    activatedAt: value('ActivatedAt', kinds.instant),
  },
} as const satisfies Declaration<FieldTable>;

/** @interface */
export type ActivationReceiptFields = ValuesOf<typeof activationReceiptDeclaration.fields>;

declare const possessed: unique symbol;

/** A receipt signed by the installation key that it carries. */
export type ActivationReceipt = ActivationReceiptFields & { readonly [possessed]: true };

/**
 * Writes an activation receipt: the machine says that a license has arrived. It goes to the phone, not to the service.
 *
 * @param signer the installation key; `fields.installationKey` is its public key
 * @returns the file's exact bytes, already read back
 * @throws Refusal every code of {@link readActivationReceipt} when a field or the signer is wrong
 */
export async function writeActivationReceipt(fields: ActivationReceiptFields, signer: Signer): Promise<Uint8Array> {
  const file = await sealEnvelope('activation', writePayload(activationReceiptDeclaration, fields), signer);
  readActivationReceipt(file);
  return file;
}

/**
 * Verifies that an activation receipt is signed by the installation key that it carries, and reads it. Whether that is
 * the key of the machine that got the license is for the caller to compare.
 *
 * @param file exact bytes
 * @throws Refusal every code of `openEnvelope` and `checkOwnSignature`; `payload-schema`
 */
export function readActivationReceipt(file: Uint8Array): ActivationReceipt {
  const payload = checkOwnSignature(openEnvelope(file, 'activation'));
  return readPayload(activationReceiptDeclaration, payload) as ActivationReceipt;
}
