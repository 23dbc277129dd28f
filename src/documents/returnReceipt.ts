import type { Signer } from '../crypto/signer.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { type Declaration, readPayload, writePayload } from './payload/declaration.ts';
import { type FieldTable, type ValuesOf, value } from './payload/fields.ts';
import { kinds } from './payload/kinds.ts';
import { checkOwnSignature } from './signature.ts';

/** Signed by the installation key that it carries. */
export const returnReceiptDeclaration = {
  type: 'return',
  fields: {
    /** First element; signs. */
    installationKey: value('InstallationKey', kinds.publicKey),
    /** The license that the machine returns. */
    licenseId: value('LicenseID', kinds.id128),
    product: value('Product', kinds.name),
    /** How many licenses this installation has returned, this one included. */
    counter: value('Counter', kinds.number(1)),
    /** That of a [return code](#return-code), so that the machine can show one; earlier versions wrote 128 random bits. */
    nonce: value('Nonce', kinds.id128),
    /** By the machine's clock. */
    returnedAt: value('ReturnedAt', kinds.instant),
  },
} as const satisfies Declaration<FieldTable>;

/** @interface */
export type ReturnReceiptFields = ValuesOf<typeof returnReceiptDeclaration.fields>;

declare const possessed: unique symbol;

/** A receipt signed by the installation key that it carries. */
export type ReturnReceipt = ReturnReceiptFields & { readonly [possessed]: true };

/**
 * Writes a return receipt. The machine must have recorded the return before it calls this.
 *
 * @param signer the installation key; `fields.installationKey` is its public key
 * @returns the file's exact bytes, already read back
 * @throws Refusal every code of {@link readReturnReceipt} when a field or the signer is wrong
 */
export async function writeReturnReceipt(fields: ReturnReceiptFields, signer: Signer): Promise<Uint8Array> {
  const file = await sealEnvelope('return', writePayload(returnReceiptDeclaration, fields), signer);
  readReturnReceipt(file);
  return file;
}

/**
 * Verifies that a return receipt is signed by the installation key that it carries, and reads it.
 *
 * @param file exact bytes
 * @throws Refusal every code of `openEnvelope` and `checkOwnSignature`; `payload-schema`
 */
export function readReturnReceipt(file: Uint8Array): ReturnReceipt {
  const payload = checkOwnSignature(openEnvelope(file, 'return'));
  return readPayload(returnReceiptDeclaration, payload) as ReturnReceipt;
}
