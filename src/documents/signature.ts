import { decodeBase64 } from '../crypto/base64.ts';
import { isAcceptablePublicKey, verifySignature } from '../crypto/ed25519.ts';
import { keyIdOf } from '../crypto/keyId.ts';
import { Refusal } from '../refusal.ts';
import type { Envelope } from './envelope.ts';
import { schemaFault } from './payload.ts';

declare const authentic: unique symbol;

/** A payload whose signature held. Only {@link checkSignature} makes one, and only this reaches the XML parser. */
export type AuthenticPayload = string & { readonly [authentic]: true };

/** Where a self-signed document carries its key, at one fixed place, so that no parser is needed to find it. */
const OWN_KEY = /^<[A-Za-z]+ id="Terms"><InstallationKey Value="([A-Za-z0-9+/]{43}=)"\/>/;

/**
 * @param publicKey raw Ed25519 key that must have signed, 32 bytes
 * @throws Refusal `key-unknown` when the file names another key; `key-unacceptable`; `signature-invalid`
 */
export function checkSignature(envelope: Envelope, publicKey: Uint8Array): AuthenticPayload {
  if (!isAcceptablePublicKey(publicKey)) throw new Refusal('key-unacceptable', { keyId: envelope.keyId });
  if (keyIdOf(publicKey) !== envelope.keyId) throw new Refusal('key-unknown', { keyId: envelope.keyId });
  if (!verifySignature(envelope.signature, envelope.signedBytes, publicKey)) throw new Refusal('signature-invalid');
  return envelope.payload as AuthenticPayload;
}

/**
 * Proof of possession: the document is signed by the very key that it carries.
 *
 * @throws Refusal `payload-schema` when the key is not at its place, and every code of {@link checkSignature}
 */
export function checkOwnSignature(envelope: Envelope): AuthenticPayload {
  const key = decodeBase64(OWN_KEY.exec(envelope.payload)?.[1] ?? '');
  if (key?.length !== 32) throw schemaFault('InstallationKey', 'does not stand first as 32 bytes in base64');
  return checkSignature(envelope, key);
}
