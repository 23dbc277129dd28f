import { decodeBase64 } from '../crypto/base64.ts';
import { isAcceptablePublicKey, verifySignature } from '../crypto/ed25519.ts';
import { keyIdOf } from '../crypto/keyId.ts';
import { Refusal } from '../refusal.ts';
import type { Envelope } from './envelope.ts';
import { type AuthenticPayload, schemaFault } from './payload/reader.ts';

/** A self-signed document carries its key in its first element, so that it is found before anything is read. */
const OWN_KEY = /^<[A-Za-z]+ id="Terms"><InstallationKey Value="([A-Za-z0-9+/]{43}=)"\/>/;

/**
 * Verifies an envelope's signature.
 *
 * @param publicKey raw Ed25519 public key of the expected signer, 32 bytes
 * @throws Refusal `key-unacceptable`; `key-unknown` when the file names another key; `signature-invalid`
 */
export function checkSignature(envelope: Envelope, publicKey: Uint8Array): AuthenticPayload {
  if (!isAcceptablePublicKey(publicKey)) throw new Refusal('key-unacceptable', { keyId: envelope.keyId });
  if (keyIdOf(publicKey) !== envelope.keyId) throw new Refusal('key-unknown', { keyId: envelope.keyId });
  if (!verifySignature(envelope.signature, envelope.signedBytes, publicKey)) throw new Refusal('signature-invalid');
  return envelope.payload as AuthenticPayload;
}

/**
 * Proof of possession: verifies a signature with the key that the document itself carries.
 *
 * @throws Refusal `payload-schema` when the first element holds no key; every code of {@link checkSignature}
 */
export function checkOwnSignature(envelope: Envelope): AuthenticPayload {
  const key = decodeBase64(OWN_KEY.exec(envelope.payload)?.[1] ?? '');
  if (key?.length !== 32) throw schemaFault('InstallationKey', 'is not the first element, with 32 bytes in base64');
  return checkSignature(envelope, key);
}
