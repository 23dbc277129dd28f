import { existsSync, readFileSync, statSync } from 'node:fs';
import { isThere } from '../../../server/dataFolder.ts';
import { openRootKeystore, type RootKey } from '../../../server/keys/keystore.ts';
import { decodeBase64, encodeBase64 } from '../../../src/crypto/base64.ts';
import { isAcceptablePublicKey } from '../../../src/crypto/ed25519.ts';
import { keyIdOf } from '../../../src/crypto/keyId.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';
import { type PassphraseSource, readPassphrase } from '../../passphrase.ts';

/** Root keys that a vendor profile may pin. */
export const maxRootKeys = 8;
/** The public half of a root key as a line of text: products with `+` between them, and raw Ed25519 public key in base64. */
const publicLine = /^keyferry-root-key (\S+) (\S+)\s*$/;
/** The largest file that is read as such a line, in bytes. */
const maxPublicFileBytes = 1024;

/** @param products ids; empty: every product, for which the key alone stands */
export function publicText(products: readonly string[], publicKey: Uint8Array): string {
  const key = encodeBase64(publicKey);
  return products.length === 0 ? `${key}\n` : `keyferry-root-key ${products.join('+')} ${key}\n`;
}

/**
 * Reads the public half of a root key.
 *
 * @param text the key in base64, the line that contains it, or the path of a file with that line
 * @param product id of the product that pins it
 * @returns the key in base64
 * @throws CommandError `root-key-invalid`, `root-other-product`
 */
export function readPublicKey(text: string, product: string): string {
  const line = isSmallFile(text) ? readFileSync(text, 'utf8') : text;
  const [, named = product, encoded = line.trim()] = publicLine.exec(line) ?? [];
  const key = decodeBase64(encoded);
  if (!key || !isAcceptablePublicKey(key)) throw new CommandError('root-key-invalid', { text: shown(text) });
  if (!named.split('+').includes(product))
    throw new CommandError('root-other-product', { expected: product, found: shown(named) });
  return encoded;
}

function isSmallFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile() && statSync(path).size <= maxPublicFileBytes;
}

/**
 * Opens a root key's file.
 *
 * @param product id of the product whose keyset it signs
 * @throws CommandError `file-missing`, `root-other-product`, `passphrase-missing`; ConfigurationError if it does not open
 */
export async function openRootKey(path: string, product: string, source: PassphraseSource): Promise<OpenRootKey> {
  if (!isThere(path)) throw new CommandError('file-missing', { path: shown(path) });
  const passphrase = await readPassphrase('KEYFERRY_ROOT_PASSPHRASE', source);
  const root = await openRootKeystore(path, passphrase);
  if (root.products.length > 0 && !root.products.includes(product)) {
    throw new CommandError('root-other-product', { expected: product, found: root.products.join(', ') });
  }
  return { ...root, keyId: keyIdOf(root.publicKey), passphrase };
}

export interface OpenRootKey extends RootKey {
  readonly keyId: string;
  readonly passphrase: string;
}
