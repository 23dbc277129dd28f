import type { KeyObject } from 'node:crypto';
import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { Signer } from '../../src/crypto/signer.ts';

/** @returns a new Ed25519 private key as PKCS #8 DER (RFC 8410 section 7), 48 bytes */
export function makePrivateKey(): Uint8Array {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'der' });
}

/** @returns a new HMAC key for the digests of serial numbers, 32 bytes */
export function newPepper(): Uint8Array {
  return randomBytes(32);
}

/**
 * Signs with Node's Ed25519.
 *
 * @param pkcs8 private key as PKCS #8 DER
 */
export function nodeSigner(pkcs8: Uint8Array): Signer {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  return {
    publicKey: rawPublicKey(key),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

function rawPublicKey(key: KeyObject): Uint8Array {
  const { x } = key.export({ format: 'jwk' });
  if (key.asymmetricKeyType !== 'ed25519' || x === undefined) throw new TypeError('not an Ed25519 key');
  return new Uint8Array(Buffer.from(x, 'base64url'));
}
