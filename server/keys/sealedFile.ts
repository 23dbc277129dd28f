import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { ConfigurationError } from '../configurationError.ts';

/**
 * JSON files whose content is encrypted under a passphrase: scrypt (RFC 7914) makes the key, AES-256-GCM (NIST SP
 * 800-38D) encrypts, and everything legible in the file is authenticated with it.
 */

const SCRYPT = { N: 2 ** 17, r: 8, p: 1 } as const;
/** What scrypt needs for these parameters, 128 * N * r bytes, and as much again to spare. */
const SCRYPT_MEMORY = 256 * SCRYPT.N * SCRYPT.r;

const Bytes = (length: number) =>
  v.pipe(
    v.string(),
    v.base64(),
    v.transform((text) => Buffer.from(text, 'base64')),
    v.check((bytes) => bytes.length === length),
  );

const SealedSchema = v.strictObject({
  format: v.literal('keyferry-keystore/1'),
  // Only these parameters: a file cannot ask for a cheaper derivation, nor for one that eats all memory.
  kdf: v.strictObject({
    name: v.literal('scrypt'),
    N: v.literal(SCRYPT.N),
    r: v.literal(SCRYPT.r),
    p: v.literal(SCRYPT.p),
    salt: v.pipe(v.string(), v.base64()),
  }),
  cipher: v.strictObject({
    name: v.literal('aes-256-gcm'),
    // 12 bytes: the cipher throws at some other lengths, and at the rest is weaker (NIST SP 800-38D section 8.2).
    nonce: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{16}$/)),
  }),
  purpose: v.string(),
  content: v.pipe(v.string(), v.base64()),
  tag: Bytes(16),
});

const deriveKey = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/**
 * Encrypts a value.
 *
 * @param content anything JSON can hold
 * @param passphrase at least one character; how good it is decides how safe the file is
 * @param purpose what the file is for; a file of one purpose does not open as another
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
 * Decrypts what `seal` made.
 *
 * @param file where the text came from, for the message
 * @throws StartFault when it is damaged, or does not open with this passphrase
 */
export async function unseal(text: string, passphrase: string, purpose: string, file: string): Promise<unknown> {
  const { content, tag, ...header } = readSealed(text, file);
  if (header.purpose !== purpose) {
    throw new ConfigurationError(`${file} is a keystore for "${header.purpose}", not for "${purpose}".`);
  }
  const key = await keyFrom(passphrase, Buffer.from(header.kdf.salt, 'base64'));
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(header.cipher.nonce, 'base64'))
    .setAAD(Buffer.from(JSON.stringify(header), 'utf8'))
    .setAuthTag(tag);
  try {
    const opened = Buffer.concat([decipher.update(content, 'base64'), decipher.final()]);
    return JSON.parse(opened.toString('utf8'));
  } catch {
    // The cipher cannot tell which, by design.
    throw new ConfigurationError(`${file} does not open: the passphrase is wrong, or the file was changed.`);
  }
}

function readSealed(text: string, file: string): v.InferOutput<typeof SealedSchema> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new ConfigurationError(`${file} is damaged: it is not JSON.`);
  }
  const result = v.safeParse(SealedSchema, data);
  if (result.success) return result.output;
  const path = v.getDotPath(result.issues[0]) ?? '';
  throw new ConfigurationError(`${file} is damaged, or of a version this program does not know (at "${path}").`);
}

function keyFrom(passphrase: string, salt: Buffer): Promise<Buffer> {
  // NFC: the same passphrase typed on another system is often composed differently.
  return deriveKey(passphrase.normalize('NFC'), salt, 32, { ...SCRYPT, maxmem: SCRYPT_MEMORY });
}
