import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Signer } from '../../src/crypto/signer.ts';
import type { KeysetAge } from '../../src/verify/keyset.ts';
import { ConfigurationError } from '../configurationError.ts';
import { writeWhole } from '../atomicFile.ts';
import { makePrivateKey, newPepper, nodeSigner } from './nodeSigner.ts';
import { seal, unseal } from './sealedFile.ts';

/** The secrets a running service holds. */
export interface Keystore {
  /** Newest last. Which of them signs depends on the keyset: see signingKeys.ts. */
  readonly signers: readonly [Signer, ...Signer[]];
  /** Key of the HMAC under which serial numbers are stored, 32 bytes. */
  readonly pepper: Uint8Array;
  /** The newest keyset that was installed beside it. An older one lying there was brought back by mistake. */
  readonly installed?: KeysetAge;
}

/** A keystore with its private keys, PKCS #8 DER, newest last: only the commands that change it look at them. */
export interface KeystoreContent extends Pick<Keystore, 'pepper' | 'installed'> {
  readonly signingKeys: readonly Uint8Array[];
}

const Secret = v.pipe(
  v.string(),
  v.base64(),
  v.transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
);
const Count = v.pipe(v.number(), v.integer(), v.minValue(1));
const ServiceKeys = v.strictObject({
  signingKeys: v.pipe(v.array(Secret), v.minLength(1)),
  pepper: v.pipe(Secret, v.length(32)),
  installed: v.exactOptional(v.strictObject({ version: Count, epoch: Count })),
});
const RootKeyContent = v.strictObject({ rootKey: Secret, product: v.exactOptional(v.string()) });

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Makes a keystore with one new signing key and a new pepper, for a keyset that is version 1 and will be there at once. */
export async function createKeystore(file: string, passphrase: string): Promise<void> {
  const installed = { version: 1, epoch: 1 };
  await writeKeystore(file, passphrase, { signingKeys: [makePrivateKey()], pepper: newPepper(), installed });
}

/**
 * Opens the service's keystore. Takes about half a second and 128 MiB, which is the point of it.
 *
 * @throws StartFault when it is missing or damaged, or does not open with this passphrase
 */
export async function openKeystore(file: string, passphrase: string): Promise<Keystore> {
  const { signingKeys, ...content } = await readKeystore(file, passphrase);
  const [first, ...others] = signingKeys.map(nodeSigner);
  if (first === undefined) throw new ConfigurationError(`${file} holds no signing key.`);
  return { ...content, signers: [first, ...others] };
}

/** @throws StartFault as `openKeystore` */
export async function readKeystore(file: string, passphrase: string): Promise<KeystoreContent> {
  return v.parse(ServiceKeys, await unseal(readText(file), passphrase, 'service', file));
}

/** Writes all of a keystore, in the place of the one that may be there. */
export async function writeKeystore(file: string, passphrase: string, content: KeystoreContent): Promise<void> {
  const { signingKeys, pepper, installed } = content;
  const sealed = { signingKeys: signingKeys.map(encode), pepper: encode(pepper), ...(installed && { installed }) };
  writeWhole(file, await seal(sealed, passphrase, 'service'));
}

/** Signs keysets, of one product where the file names it. */
export interface RootKey extends Signer {
  /** Null in files that were made before they named one. */
  readonly product: string | null;
}

/**
 * Makes a root key, in a file of its own: it signs keysets and nothing else, and a running service never opens it.
 *
 * @param product id of the product whose keysets it may sign
 */
export async function createRootKeystore(file: string, passphrase: string, product: string): Promise<void> {
  writeWhole(file, await seal({ rootKey: encode(makePrivateKey()), product }, passphrase, 'root'));
}

/** @throws StartFault as `openKeystore` */
export async function openRootKeystore(file: string, passphrase: string): Promise<RootKey> {
  const { rootKey, product } = v.parse(RootKeyContent, await unseal(readText(file), passphrase, 'root', file));
  return { ...nodeSigner(rootKey), product: product ?? null };
}

/**
 * Seals a keystore or a root key anew. Copies of the old file still open with the old passphrase.
 *
 * @throws StartFault as `openKeystore`
 */
export async function changePassphrase(
  file: string,
  purpose: 'service' | 'root',
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  writeWhole(file, await seal(await unseal(readText(file), from, purpose, file), to, purpose));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigurationError(`The keystore ${file} cannot be read.`);
  }
}
