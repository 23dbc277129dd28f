import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { writeWhole } from '../../files/atomicFile.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import type { KeysetAge } from '../../src/verify/keyset.ts';
import { ConfigurationError } from '../configurationError.ts';
import { fileError, writeDataFile } from '../fileError.ts';
import { makePrivateKey, newPepper, nodeSigner } from './nodeSigner.ts';
import { seal, unseal } from './sealedFile.ts';

/** The secrets of a running service. */
export interface Keystore {
  /** Newest last. The keyset determines which one signs: see `chooseSigner`. */
  readonly signers: readonly [Signer, ...Signer[]];
  /** HMAC key for the digests of serial numbers, 32 bytes. */
  readonly pepper: Uint8Array;
  /** Version and epoch of the newest installed keyset; an older keyset file was restored by mistake. */
  readonly installed?: KeysetAge;
}

/** A keystore with its private keys, for commands that change it. */
export interface KeystoreContent extends Pick<Keystore, 'pepper' | 'installed'> {
  /** PKCS #8 DER, newest last. */
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
const RootKeyContent = v.strictObject({
  rootKey: Secret,
  /** The only product; files of the first version name none. */
  product: v.exactOptional(v.string()),
  /** Several products. */
  products: v.exactOptional(v.array(v.string())),
});

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Creates a keystore with a new signing key and a new pepper, for a keyset of version 1 and epoch 1. */
export async function createKeystore(file: string, passphrase: string): Promise<void> {
  const installed = { version: 1, epoch: 1 };
  await writeKeystore(file, passphrase, { signingKeys: [makePrivateKey()], pepper: newPepper(), installed });
}

/**
 * Opens the service's keystore. Deriving the key takes about half a second and 128 MiB, which slows down guessing.
 *
 * @throws ConfigurationError when the file is missing or damaged, or the passphrase is wrong
 */
export async function openKeystore(file: string, passphrase: string): Promise<Keystore> {
  const { signingKeys, ...content } = await readKeystore(file, passphrase);
  const [first, ...others] = signingKeys.map(nodeSigner);
  if (first === undefined) throw new ConfigurationError(`${file} holds no signing key.`);
  return { ...content, signers: [first, ...others] };
}

/**
 * Reads a keystore with its private keys.
 *
 * @throws ConfigurationError as `openKeystore`
 */
export async function readKeystore(file: string, passphrase: string): Promise<KeystoreContent> {
  return v.parse(ServiceKeys, await unseal(readText(file), passphrase, 'service', file));
}

/** Writes a keystore, replacing an existing file. */
export async function writeKeystore(file: string, passphrase: string, content: KeystoreContent): Promise<void> {
  const { signingKeys, pepper, installed } = content;
  const sealed = { signingKeys: signingKeys.map(encode), pepper: encode(pepper), ...(installed && { installed }) };
  writeDataFile(file, await seal(sealed, passphrase, 'service'));
}

/** Signs keysets. */
export interface RootKey extends Signer {
  /** Ids of the products whose keysets it may sign; empty in files of older versions: every product. */
  readonly products: readonly string[];
}

/**
 * Creates a root key in a separate file. It only signs keysets; a running service never opens it.
 *
 * @param product id of the product whose keysets it may sign
 */
export async function createRootKeystore(file: string, passphrase: string, product: string): Promise<void> {
  writeWhole(file, await seal({ rootKey: encode(makePrivateKey()), product }, passphrase, 'root'));
}

/**
 * Opens a root key.
 *
 * @throws ConfigurationError as `openKeystore`
 */
export async function openRootKeystore(file: string, passphrase: string): Promise<RootKey> {
  return rootKeyOf(v.parse(RootKeyContent, await unseal(readText(file), passphrase, 'root', file)));
}

function rootKeyOf({ rootKey, product, products }: v.InferOutput<typeof RootKeyContent>): RootKey {
  return { ...nodeSigner(rootKey), products: products ?? (product === undefined ? [] : [product]) };
}

/**
 * Lets a root key sign the keysets of a further product. One that signs for every product stays as it is.
 *
 * @throws ConfigurationError as `openKeystore`
 */
export async function allowProduct(file: string, passphrase: string, product: string): Promise<RootKey> {
  const content = v.parse(RootKeyContent, await unseal(readText(file), passphrase, 'root', file));
  const { products: before } = rootKeyOf(content);
  if (before.length === 0 || before.includes(product)) return rootKeyOf(content);
  const products = [...before, product];
  writeDataFile(file, await seal({ rootKey: encode(content.rootKey), products }, passphrase, 'root'));
  return rootKeyOf({ rootKey: content.rootKey, products });
}

/**
 * Changes the passphrase of keystores, or of a root key. Every file opens before the first is changed. After an
 * interruption, the same call completes it: of several files, those that open with the new passphrase stay as they are.
 * Copies of an old file still open with the old passphrase.
 *
 * @returns the files that were changed
 * @throws ConfigurationError as `openKeystore`
 */
export async function changePassphrase(
  files: readonly string[],
  purpose: 'service' | 'root',
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly string[]> {
  const changed = new Map<string, string>();
  for (const file of files) {
    const text = readText(file);
    try {
      changed.set(file, await seal(await unseal(text, from, purpose, file), to, purpose));
    } catch (error) {
      if (files.length === 1) throw error;
      // The error of the old passphrase says more.
      await unseal(text, to, purpose, file).catch(() => {
        throw error;
      });
    }
  }
  for (const [file, text] of changed) writeDataFile(file, text);
  return [...changed.keys()];
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(file, 'read', error);
  }
}
