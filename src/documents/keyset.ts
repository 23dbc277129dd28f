import { isAcceptablePublicKey } from '../crypto/ed25519.ts';
import { keyIdOf } from '../crypto/keyId.ts';
import type { Signer } from '../crypto/signer.ts';
import { Refusal } from '../refusal.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { type Declaration, readPayload, writePayload } from './payload/declaration.ts';
import { attribute, type FieldTable, records, type ValuesOf, value, values } from './payload/fields.ts';
import { kinds } from './payload/kinds.ts';
import { schemaFault } from './payload/reader.ts';
import { limits } from './rules.ts';
import { checkSignature } from './signature.ts';

const signingKey = {
  keyId: attribute('KeyID', kinds.keyId),
  publicKey: attribute('Value', kinds.publicKey),
  /** May sign licenses from this instant. */
  notBefore: attribute('NotBefore', kinds.instant),
  /** May no longer sign from this instant. */
  notAfter: attribute('NotAfter', kinds.instant),
};

/** @interface */
export type SigningKey = ValuesOf<typeof signingKey>;

/** Signed by a pinned root key. */
export const keysetDeclaration = {
  type: 'keyset',
  fields: {
    /** The same as in the `Signature` line, else `payload-schema`. */
    rootKeyId: value('RootKeyID', kinds.keyId),
    product: value('Product', kinds.name),
    /** Rises when keys are revoked. A keyset of an earlier epoch is refused. */
    epoch: value('Epoch', kinds.number(1)),
    /** Rises with every keyset. */
    version: value('Version', kinds.number(1)),
    /** When it was signed, by the issuer's clock. */
    issuedAt: value('IssuedAt', kinds.instant),
    /**
     * Signing keys. No id is listed twice, and each is that of its key, else `payload-schema`. Each key passes the key
     * gate, else `key-unacceptable`.
     */
    keys: records('Keys', 'Key', limits.keys, signingKey, { uniqueBy: 'keyId' }),
    revokedKeys: values('RevokedKeys', 'RevokedKey', limits.revokedKeys, kinds.keyId),
    revokedLicenses: values('RevokedLicenses', 'RevokedLicense', limits.revokedLicenses, kinds.id128),
  },
} as const satisfies Declaration<FieldTable>;

/** @interface */
export type KeysetFields = ValuesOf<typeof keysetDeclaration.fields>;

declare const rooted: unique symbol;
declare const current: unique symbol;

/** A keyset that a pinned root key signed. Product and age are not checked yet: `verifyKeyset` does that. */
export type UnverifiedKeyset = KeysetFields & { readonly [rooted]: true };

/** A trusted keyset. Only `verifyKeyset` returns one. */
export type Keyset = UnverifiedKeyset & { readonly [current]: true };

/**
 * Writes a keyset.
 *
 * @param signer a root key; `fields.rootKeyId` is its id
 * @returns the file's exact bytes, already read back
 * @throws Refusal every code of {@link readKeyset} when a field or the signer is wrong
 */
export async function writeKeyset(fields: KeysetFields, signer: Signer): Promise<Uint8Array> {
  const file = await sealEnvelope('keyset', writePayload(keysetDeclaration, fields), signer);
  readKeyset(file, [signer.publicKey]);
  return file;
}

/**
 * Verifies the signature of a keyset against the pinned root keys and reads it.
 *
 * @param file exact bytes
 * @param rootKeys raw Ed25519 public keys, 32 bytes each
 * @throws Refusal every code of `openEnvelope`; `key-unknown`, `key-unacceptable`, `signature-invalid`, `payload-schema`
 */
export function readKeyset(file: Uint8Array, rootKeys: readonly Uint8Array[]): UnverifiedKeyset {
  const envelope = openEnvelope(file, 'keyset');
  const rootKey = rootKeys.find((key) => keyIdOf(key) === envelope.keyId);
  if (!rootKey) throw new Refusal('key-unknown', { keyId: envelope.keyId });
  const keyset = readPayload(keysetDeclaration, checkSignature(envelope, rootKey));
  if (keyset.rootKeyId !== envelope.keyId) throw schemaFault('Keyset/RootKeyID', 'is not the id of the signing key');
  checkKeys(keyset.keys);
  return keyset as UnverifiedKeyset;
}

/** First all ids, then all keys: whatever is `payload-schema` comes before the key gate. */
function checkKeys(keys: readonly SigningKey[]): void {
  const misnamed = keys.findIndex(({ keyId, publicKey }) => keyIdOf(publicKey) !== keyId);
  if (misnamed >= 0) throw schemaFault(`Keyset/Keys/Key[${misnamed}]@KeyID`, 'is not the id of this key');
  const unacceptable = keys.find(({ publicKey }) => !isAcceptablePublicKey(publicKey));
  if (unacceptable) throw new Refusal('key-unacceptable', { keyId: unacceptable.keyId });
}
