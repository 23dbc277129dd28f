import { decodeBase64, decodeBase64Url, encodeBase64 } from '../crypto/base64.ts';
import { keyIdOf } from '../crypto/keyId.ts';
import { preAuthEncode } from '../crypto/preAuthEncoding.ts';
import type { Signer } from '../crypto/signer.ts';
import { Refusal } from '../refusal.ts';
import { type DocumentType, documentTypeOf, elementNameOf, mediaTypeOf } from './documentType.ts';
import { explainMismatch } from './mismatch.ts';
import { findForbiddenConstruct } from './payload/xml.ts';

/** No document is larger, in bytes; nothing looks at more. */
export const MAX_FILE_BYTES = 65536;

/**
 * The whole file is one line-by-line pattern, anchored at both ends, so that there is no second place where a payload or
 * a signature could hide. The signature line is matched loosely first, to name its fault instead of the file's.
 */
const FILE =
  /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<root>\n(<(LicenseRequest|License|Keyset|LicenseReturn) id="Terms">[^\n]*<\/\2>)\n<Signature Algorithm="([^"\n]*)" KeyId="([^"\n]*)">([^<\n]*)<\/Signature>\n<\/root>\n$/;

/** A file taken apart. Nothing in it is authentic yet. */
export interface Envelope {
  readonly type: DocumentType;
  /** The signed line, from `<` to `>`. */
  readonly payload: string;
  /** The exact bytes that the signature covers (DSSE pre-authentication encoding). */
  readonly signedBytes: Uint8Array;
  /** Hint to the signing key, 11 base64url characters. */
  readonly keyId: string;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/**
 * Takes a file apart without parsing XML. Two repairs are made, both outside what is signed: one byte order mark is
 * stripped, and CRLF becomes LF.
 *
 * @param file exact bytes, of any size
 * @param expected the type of document that the caller wants
 * @throws Refusal `file-empty`, `file-too-large`, `file-not-utf8`, `file-unrecognized`, `file-is-web-page`,
 *   `file-of-another-vendor`, `file-cut-short`, `envelope-malformed`, `document-type-wrong`, `signature-malformed`,
 *   `payload-forbidden-construct`
 */
export function openEnvelope(file: Uint8Array, expected: DocumentType): Envelope {
  const text = decodeFile(file);
  const match = FILE.exec(text);
  if (!match) throw explainMismatch(file, text, FILE);
  const [, payload = '', elementName = '', algorithm = '', keyId = '', signatureText = ''] = match;
  const type = documentTypeOf(elementName);
  if (type !== expected) throw new Refusal('document-type-wrong', { expected, found: type ?? elementName });
  const signature = readSignature(algorithm, keyId, signatureText);
  checkConstructs(payload);
  const signedBytes = preAuthEncode(mediaTypeOf(expected), new TextEncoder().encode(payload));
  return { type: expected, payload, signedBytes, keyId, signature };
}

/**
 * Signs a payload and puts the file together.
 *
 * @param type decides under which media type it is signed
 * @param payload one line, canonical
 * @returns the file's exact bytes
 * @throws Refusal `file-too-large` above {@link MAX_FILE_BYTES}
 */
export async function sealEnvelope(type: DocumentType, payload: string, signer: Signer): Promise<Uint8Array> {
  const signature = await signer.sign(preAuthEncode(mediaTypeOf(type), new TextEncoder().encode(payload)));
  const signatureLine = `<Signature Algorithm="Ed25519" KeyId="${keyIdOf(signer.publicKey)}">${encodeBase64(signature)}</Signature>`;
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<root>\n${payload}\n${signatureLine}\n</root>\n`;
  const file = new TextEncoder().encode(text);
  if (file.length > MAX_FILE_BYTES) throw new Refusal('file-too-large', { bytes: file.length, limit: MAX_FILE_BYTES });
  return file;
}

/**
 * @returns `<ELEMENT id="Terms">…</ELEMENT>`, the line that is signed
 * @throws Refusal `payload-forbidden-construct` when a field to be written holds what no payload may hold
 */
export function payloadLine(type: DocumentType, children: readonly string[]): string {
  const name = elementNameOf(type);
  const line = `<${name} id="Terms">${children.join('')}</${name}>`;
  checkConstructs(line);
  return line;
}

function decodeFile(file: Uint8Array): string {
  if (file.length === 0) throw new Refusal('file-empty');
  if (file.length > MAX_FILE_BYTES) throw new Refusal('file-too-large', { bytes: file.length, limit: MAX_FILE_BYTES });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);
  } catch {
    throw new Refusal('file-not-utf8');
  }
  // UTF-16 without a byte order mark is well-formed UTF-8 full of NULs.
  if (text.startsWith('<\0') || text.startsWith('\0<')) throw new Refusal('file-not-utf8');
  return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
}

function checkConstructs(payload: string): void {
  const construct = findForbiddenConstruct(payload);
  if (construct) throw new Refusal('payload-forbidden-construct', { construct });
}

function readSignature(algorithm: string, keyId: string, signatureText: string): Uint8Array {
  if (algorithm !== 'Ed25519') throw new Refusal('signature-malformed', { part: 'algorithm' });
  if (decodeBase64Url(keyId)?.length !== 8) throw new Refusal('signature-malformed', { part: 'key id' });
  const signature = decodeBase64(signatureText);
  if (signature?.length !== 64) throw new Refusal('signature-malformed', { part: 'signature' });
  return signature;
}
