import { encodeBase64 } from '../crypto/base64.ts';
import type { Signer } from '../crypto/signer.ts';
import { openEnvelope, payloadLine, sealEnvelope } from './envelope.ts';
import { type PayloadElement, readPayload } from './payload.ts';
import { bytesOf, rules } from './rules.ts';
import { checkOwnSignature } from './signature.ts';
import { valueElement } from './xml.ts';

export interface ReturnReceiptFields {
  /** Raw Ed25519 public key of the installation that gives its seat back, 32 bytes. */
  readonly installationKey: Uint8Array;
  readonly product: string;
  /** Id of the license that the machine gives up. */
  readonly licenseId: string;
  /** How many licenses this installation has given back, this one included; from 1. */
  readonly counter: number;
  /** 128 random bits, 22 base64url characters. */
  readonly nonce: string;
  /** Instant, by the machine's clock. */
  readonly returnedAt: string;
}

declare const possessed: unique symbol;

/** A receipt signed by the installation key that it carries. */
export type ReturnReceipt = ReturnReceiptFields & { readonly [possessed]: true };

/**
 * Writes a return receipt. The machine must have written its tombstone before it calls this.
 *
 * @param signer the installation key; `fields.installationKey` is its public half
 * @returns the file's exact bytes, read back before they are handed out
 * @throws Refusal every code of {@link readReturnReceipt}, when a field or the signer is not as it should be
 */
export async function writeReturnReceipt(fields: ReturnReceiptFields, signer: Signer): Promise<Uint8Array> {
  const file = await sealEnvelope('return', serialize(fields), signer);
  readReturnReceipt(file);
  return file;
}

/**
 * Reads a return receipt and verifies that its maker holds the installation key.
 *
 * @param file exact bytes
 * @throws Refusal every code of `openEnvelope` and `checkOwnSignature`; `payload-schema`, `payload-not-canonical`
 */
export function readReturnReceipt(file: Uint8Array): ReturnReceipt {
  const payload = checkOwnSignature(openEnvelope(file, 'return'));
  return readPayload(payload, 'LicenseReturn', readFields, serialize) as ReturnReceipt;
}

function readFields(document: PayloadElement): ReturnReceiptFields {
  return {
    installationKey: bytesOf(document.value('InstallationKey', rules.publicKey)),
    licenseId: document.value('LicenseID', rules.id128),
    product: document.value('Product', rules.name),
    counter: Number(document.value('Counter', rules.number(1))),
    nonce: document.value('Nonce', rules.id128),
    returnedAt: document.value('ReturnedAt', rules.instant),
  };
}

function serialize(fields: ReturnReceiptFields): string {
  return payloadLine('return', [
    valueElement('InstallationKey', encodeBase64(fields.installationKey)),
    valueElement('LicenseID', fields.licenseId),
    valueElement('Product', fields.product),
    valueElement('Counter', fields.counter),
    valueElement('Nonce', fields.nonce),
    valueElement('ReturnedAt', fields.returnedAt),
  ]);
}
