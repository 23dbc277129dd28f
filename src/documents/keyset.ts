import { decodeBase64, encodeBase64 } from '../crypto/base64.ts';
import { isAcceptablePublicKey } from '../crypto/ed25519.ts';
import { keyIdOf } from '../crypto/keyId.ts';
import type { Signer } from '../crypto/signer.ts';
import { Refusal } from '../refusal.ts';
import { openEnvelope, payloadLine, sealEnvelope } from './envelope.ts';
import { type PayloadElement, readPayload, schemaFault } from './payload.ts';
import { limits, rules } from './rules.ts';
import { checkSignature } from './signature.ts';
import { element, valueElement } from './xml.ts';

export interface SigningKey {
  /** 11 base64url characters, as `keyIdOf` gives it. */
  readonly keyId: string;
  /** Raw Ed25519 public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Instant from which licenses may be signed with it. */
  readonly notBefore: string;
  /** Instant until which; the moment itself no longer counts. */
  readonly notAfter: string;
}

export interface KeysetFields {
  readonly product: string;
  /** Grows with every keyset of an epoch; from 1. */
  readonly version: number;
  /** Grows when the past is to be closed for good, for example after a root key was lost; from 1. */
  readonly epoch: number;
  /** Id of the pinned root key that signs. */
  readonly rootKeyId: string;
  /** Instant of signing: a signed anchor in time for machines that cannot trust their clock. */
  readonly issuedAt: string;
  readonly keys: readonly SigningKey[];
  readonly revokedKeys: readonly string[];
  readonly revokedLicenses: readonly string[];
}

declare const rooted: unique symbol;
declare const current: unique symbol;

/** A keyset that a pinned root key signed; whether it is for this product and not outdated is not known yet. */
export type UnverifiedKeyset = KeysetFields & { readonly [rooted]: true };

/** A keyset to rely on. Only `verifyKeyset` gives one. */
export type Keyset = UnverifiedKeyset & { readonly [current]: true };

/**
 * Writes a keyset.
 *
 * @param signer a root key; `fields.rootKeyId` is its id
 * @returns the file's exact bytes, read back before they are handed out
 * @throws Refusal every code of {@link readKeyset}, when a field or the signer is not as it should be
 */
export async function writeKeyset(fields: KeysetFields, signer: Signer): Promise<Uint8Array> {
  const file = await sealEnvelope('keyset', serialize(fields), signer);
  readKeyset(file, [signer.publicKey]);
  return file;
}

/**
 * Reads a keyset after one of the pinned root keys proved to have signed it.
 *
 * @param file exact bytes
 * @param rootKeys raw Ed25519 public keys, 32 bytes each
 * @throws Refusal every code of `openEnvelope`; `key-unknown`, `key-unacceptable`, `signature-invalid`,
 *   `payload-schema`, `payload-not-canonical`
 */
export function readKeyset(file: Uint8Array, rootKeys: readonly Uint8Array[]): UnverifiedKeyset {
  const envelope = openEnvelope(file, 'keyset');
  const rootKey = rootKeys.find((key) => keyIdOf(key) === envelope.keyId);
  if (!rootKey) throw new Refusal('key-unknown', { keyId: envelope.keyId });
  const keyset = readPayload(checkSignature(envelope, rootKey), 'Keyset', readFields, serialize);
  if (keyset.rootKeyId !== envelope.keyId) throw schemaFault('Keyset/RootKeyID', 'is not the key that signed');
  return keyset as UnverifiedKeyset;
}

function readFields(document: PayloadElement): KeysetFields {
  const keys = document.child('Keys');
  const revokedKeys = document.child('RevokedKeys');
  const revokedLicenses = document.child('RevokedLicenses');
  const fields: KeysetFields = {
    product: document.value('Product', rules.name),
    version: Number(document.value('Version', rules.number(1))),
    epoch: Number(document.value('Epoch', rules.number(1))),
    rootKeyId: document.value('RootKeyID', rules.keyId),
    issuedAt: document.value('IssuedAt', rules.instant),
    keys: keys.list('Key', limits.keys, readKey),
    revokedKeys: revokedKeys.list('RevokedKey', limits.revokedKeys, (child) => child.attribute('Value', rules.keyId)),
    revokedLicenses: revokedLicenses.list('RevokedLicense', limits.revokedLicenses, (child) =>
      child.attribute('Value', rules.id128),
    ),
  };
  for (const list of [keys, revokedKeys, revokedLicenses]) list.finish();
  if (new Set(fields.keys.map(({ keyId }) => keyId)).size !== fields.keys.length) {
    throw schemaFault('Keyset/Keys/Key', 'names a key twice');
  }
  return fields;
}

/** The gate stands here: no key enters a keyset's model that {@link isAcceptablePublicKey} refuses. */
function readKey(key: PayloadElement): SigningKey {
  const keyId = key.attribute('KeyID', rules.keyId);
  const publicKey = decodeBase64(key.attribute('Value', rules.publicKey)) ?? new Uint8Array();
  if (!isAcceptablePublicKey(publicKey)) throw new Refusal('key-unacceptable', { keyId });
  if (keyIdOf(publicKey) !== keyId) throw schemaFault('Keyset/Keys/Key@KeyID', 'is not the id of this key');
  return {
    keyId,
    publicKey,
    notBefore: key.attribute('NotBefore', rules.instant),
    notAfter: key.attribute('NotAfter', rules.instant),
  };
}

function serialize(fields: KeysetFields): string {
  const list = (name: string, item: string, values: readonly string[]) =>
    element(
      name,
      [],
      values.map((value) => valueElement(item, value)),
    );
  return payloadLine('keyset', [
    valueElement('RootKeyID', fields.rootKeyId),
    valueElement('Product', fields.product),
    valueElement('Epoch', fields.epoch),
    valueElement('Version', fields.version),
    valueElement('IssuedAt', fields.issuedAt),
    element('Keys', [], fields.keys.map(keyElement)),
    list('RevokedKeys', 'RevokedKey', fields.revokedKeys),
    list('RevokedLicenses', 'RevokedLicense', fields.revokedLicenses),
  ]);
}

function keyElement({ keyId, publicKey, notBefore, notAfter }: SigningKey): string {
  return element('Key', [
    ['KeyID', keyId],
    ['Value', encodeBase64(publicKey)],
    ['NotBefore', notBefore],
    ['NotAfter', notAfter],
  ]);
}
