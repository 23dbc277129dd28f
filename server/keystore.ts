import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Signer } from '../src/crypto/signer.ts';
import { writeWhole } from './dataFolder.ts';
import { makePrivateKey, nodeSigner } from './nodeSigner.ts';
import { seal, unseal } from './sealedFile.ts';
import { StartFault } from './startFault.ts';

/** The secrets a running service holds. */
export interface Keystore {
  /** Newest last; the last one signs. */
  readonly signers: readonly [Signer, ...Signer[]];
  /** Key of the HMAC under which serial numbers are stored, 32 bytes. */
  readonly pepper: Uint8Array;
}

const Secret = v.pipe(
  v.string(),
  v.base64(),
  v.transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
);
const ServiceKeys = v.strictObject({
  signingKeys: v.pipe(v.array(Secret), v.minLength(1)),
  pepper: v.pipe(Secret, v.length(32)),
});
const RootKey = v.strictObject({ rootKey: Secret });

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Makes a keystore with one new signing key and a new pepper. */
export async function createKeystore(file: string, passphrase: string): Promise<void> {
  const content = { signingKeys: [encode(makePrivateKey())], pepper: encode(randomBytes(32)) };
  writeWhole(file, await seal(content, passphrase, 'service'));
}

/**
 * Opens the service's keystore. Takes about half a second and 128 MiB, which is the point of it.
 *
 * @throws StartFault when it is missing or damaged, or does not open with this passphrase
 */
export async function openKeystore(file: string, passphrase: string): Promise<Keystore> {
  const { signingKeys, pepper } = v.parse(ServiceKeys, await unseal(readText(file), passphrase, 'service', file));
  const [first, ...others] = signingKeys.map(nodeSigner);
  if (first === undefined) throw new StartFault(`${file} holds no signing key.`);
  return { signers: [first, ...others], pepper };
}

/** Makes a root key, in a file of its own: it signs keysets and nothing else, and a running service never opens it. */
export async function createRootKeystore(file: string, passphrase: string): Promise<void> {
  writeWhole(file, await seal({ rootKey: encode(makePrivateKey()) }, passphrase, 'root'));
}

/** @throws StartFault as `openKeystore` */
export async function openRootKeystore(file: string, passphrase: string): Promise<Signer> {
  const { rootKey } = v.parse(RootKey, await unseal(readText(file), passphrase, 'root', file));
  return nodeSigner(rootKey);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new StartFault(`The keystore ${file} cannot be read.`);
  }
}
