import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { ConfigurationError } from '../configurationError.ts';

/**
 * JSON files encrypted with a passphrase: scrypt (RFC 7914) derives the key, AES-256-GCM (NIST SP 800-38D) encrypts the
 * content and authenticates all other fields of the file.
 */

const SCRYPT = { N: 2 ** 17, r: 8, p: 1 } as const;
/** Twice the 128 * N * r bytes that scrypt needs. */
const SCRYPT_MEMORY_BYTES = 256 * SCRYPT.N * SCRYPT.r;

const Bytes = (length: number) =>
  v.pipe(
    v.string(),
    v.base64(),
    v.transform((text) => Buffer.from(text, 'base64')),
    v.check((bytes) => bytes.length === length),
  );

const SealedSchema = v.strictObject({
  format: v.literal('keyferry-keystore/1'),
  // Fixed parameters, so that a file cannot demand a weaker derivation or one that exhausts memory.
  kdf: v.strictObject({
    name: v.literal('scrypt'),
    N: v.literal(SCRYPT.N),
    r: v.literal(SCRYPT.r),
    p: v.literal(SCRYPT.p),
    salt: v.pipe(v.string(), v.base64()),
  }),
  cipher: v.strictObject({
    name: v.literal('aes-256-gcm'),
    // 12 bytes: other lengths throw or are weaker (NIST SP 800-38D section 8.2).
    nonce: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{16}$/)),
  }),
  purpose: v.string(),
  content: v.pipe(v.string(), v.base64()),
  tag: Bytes(16),
});

/** What files are for, by their purpose. */
const purposes: Readonly<Record<string, string>> = { service: 'the keystore of a service', root: 'a root key' };

const deriveKey = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/**
 * Encrypts a value.
 *
 * @param content any JSON value
 * @param passphrase at least one character; its strength determines the file's
 * @param purpose what the file is for; a file with another purpose does not open
 * @returns the text of the file
 */
export async function seal(content: unknown, passphrase: string, purpose: string): Promise<string> {
  const salt = randomBytes(32);
  const nonce = randomBytes(12);
  const header = {
    format: 'keyferry-keystore/1',
    kdf: { name: 'scrypt', ...SCRYPT, salt: salt.toString('base64') },
    cipher: { name: 'aes-256-gcm', nonce: nonce.toString('base64') },
    purpose,
  };
  const key = await keyFrom(passphrase, salt);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(JSON.stringify(header), 'utf8'));
  const encrypted = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  const sealed = { ...header, content: encrypted.toString('base64'), tag: cipher.getAuthTag().toString('base64') };
  return `${JSON.stringify(sealed, null, 2)}\n`;
}

/**
 * Decrypts a file written by `seal`.
 *
 * @param file path for the error message
 * @throws ConfigurationError when the file is damaged or for another purpose, or the passphrase is wrong
 */
export async function unseal(text: string, passphrase: string, purpose: string, file: string): Promise<unknown> {
  const { content, tag, ...header } = readSealed(text, file);
  if (header.purpose !== purpose) {
    throw new ConfigurationError(
      `${file} is ${purposes[header.purpose] ?? 'another keystore'}, not ${purposes[purpose] ?? purpose}. Name the other file.`,
    );
  }
  const key = await keyFrom(passphrase, Buffer.from(header.kdf.salt, 'base64'));
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(header.cipher.nonce, 'base64'))
    .setAAD(Buffer.from(JSON.stringify(header), 'utf8'))
    .setAuthTag(tag);
  try {
    const opened = Buffer.concat([decipher.update(content, 'base64'), decipher.final()]);
    return JSON.parse(opened.toString('utf8'));
  } catch {
    // Authenticated encryption cannot distinguish the two.
    throw new ConfigurationError(
      `${file} does not open: the passphrase is wrong, or the file was changed.${spaceHint(passphrase)}`,
    );
  }
}

/** White space at an end is easily typed or copied by mistake, and never seen. */
function spaceHint(passphrase: string): string {
  return passphrase.trim() === passphrase ? '' : ' The passphrase as it was read begins or ends with white space.';
}

function readSealed(text: string, file: string): v.InferOutput<typeof SealedSchema> {
  if (text.trim() === '') throw new ConfigurationError(`${file} is empty. Restore it from a backup.`);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new ConfigurationError(`${file} is damaged, or no keystore: it is not JSON. Restore it from a backup.`);
  }
  const result = v.safeParse(SealedSchema, data);
  if (result.success) return result.output;
  const path = v.getDotPath(result.issues[0]) ?? '';
  throw new ConfigurationError(
    `${file} is damaged, no keystore, or of an unknown version (at "${path}"). Restore it from a backup.`,
  );
}

function keyFrom(passphrase: string, salt: Buffer): Promise<Buffer> {
  // Systems compose the same typed characters differently.
  return deriveKey(passphrase.normalize('NFC'), salt, 32, { ...SCRYPT, maxmem: SCRYPT_MEMORY_BYTES });
}
