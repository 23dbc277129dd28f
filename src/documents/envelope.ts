import { decodeBase64, decodeBase64Url, encodeBase64 } from '../crypto/base64.ts';
import { keyIdOf } from '../crypto/keyId.ts';
import { preAuthEncode } from '../crypto/preAuthEncoding.ts';
import type { Signer } from '../crypto/signer.ts';
import { Refusal } from '../refusal.ts';
import { codeAlgorithm, reduceLicense } from './byCode/reducedLicense.ts';
import { type DocumentType, documentTypeOf, elementNameOf, mediaTypeOf } from './documentType.ts';
import { fileLimits } from './fileLimits.ts';
import { schemaFault } from './payload/reader.ts';
import { findForbiddenConstruct } from './payload/xml.ts';

/** Keeps what is signed for a code apart from every document. */
const codeMediaType = 'application/vnd.keyferry.license-by-code.v1+xml';

/** Largest document in bytes. */
export const MAX_FILE_BYTES = fileLimits.document;

/**
 * One pattern for the whole file, anchored at both ends: a second payload or signature has no place to hide. The signature
 * line is matched loosely here, so that its own faults get their own code.
 */
const FILE =
  /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<root>\n(<(LicenseRequest|License|Keyset|LicenseReturn|ActivationReceipt) id="Terms">[^\n]*<\/\2>)\n<Signature Algorithm="([^"\n]*)" KeyId="([^"\n]*)">([^<\n]*)<\/Signature>\n<\/root>\n$/;

/** The parts of a file. Nothing in it is authentic yet. */
export interface Envelope {
  readonly type: DocumentType;
  /** The signed line, from `<` to `>`. */
  readonly payload: string;
  /** The exact bytes that the signature covers (DSSE protocol 1.0, pre-authentication encoding). */
  readonly signedBytes: Uint8Array;
  /** Id of the key that claims to have signed, 11 base64url characters; a hint, not a proof. */
  readonly keyId: string;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/**
 * Splits a file into its parts without parsing XML. Makes two repairs, neither in what is signed: strips one byte order
 * mark and replaces CR LF by LF. See docs/format.md, Envelope. `heal` and `diagnose` deal with damaged files.
 *
 * @param file exact bytes, of any size
 * @param expected the type of document that you need
 * @throws Refusal `file-empty`, `file-too-large`, `file-not-utf8`, `envelope-malformed`, `document-type-wrong`,
 *   `signature-malformed`, `payload-forbidden-construct`; `payload-schema` for a license by code that was changed
 */
export function openEnvelope(file: Uint8Array, expected: DocumentType): Envelope {
  const text = decodeFile(file);
  const match = FILE.exec(text);
  if (!match) throw new Refusal('envelope-malformed');
  const [, payload = '', elementName = '', algorithm = '', keyId = '', signatureText = ''] = match;
  const type = documentTypeOf(elementName);
  if (type !== expected) throw new Refusal('document-type-wrong', { expected, found: type ?? elementName });
  const isByCode = algorithm === codeAlgorithm && expected === 'license';
  const signature = readSignature(isByCode ? 'Ed25519' : algorithm, keyId, signatureText);
  checkConstructs(payload);
  return { type: expected, payload, signedBytes: signedBytesOf(expected, payload, isByCode), keyId, signature };
}

function signedBytesOf(type: DocumentType, payload: string, isByCode: boolean): Uint8Array {
  if (!isByCode) return preAuthEncode(mediaTypeOf(type), new TextEncoder().encode(payload));
  const reduced = reduceLicense(payload);
  if (reduced === null) throw schemaFault('License', 'is not the license that its code gives');
  return bytesSignedForCode(reduced);
}

/** @param reduced from `reduceLicense` @returns what the signature of a license by code covers */
export function bytesSignedForCode(reduced: string): Uint8Array {
  return preAuthEncode(codeMediaType, new TextEncoder().encode(reduced));
}

/**
 * Signs a payload and writes the file.
 *
 * @param type its media type is signed along
 * @param payload one line, canonical
 * @returns the file's exact bytes
 * @throws Refusal `file-too-large` above {@link MAX_FILE_BYTES}
 */
export async function sealEnvelope(type: DocumentType, payload: string, signer: Signer): Promise<Uint8Array> {
  const signature = await signer.sign(preAuthEncode(mediaTypeOf(type), new TextEncoder().encode(payload)));
  return writeFile(payload, { algorithm: 'Ed25519', keyId: keyIdOf(signer.publicKey), signature });
}

interface SignatureLine {
  readonly algorithm: 'Ed25519' | typeof codeAlgorithm;
  readonly keyId: string;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/**
 * @param payload one line, canonical
 * @returns the file's exact bytes
 * @throws Refusal `file-too-large` above {@link MAX_FILE_BYTES}
 */
export function writeFile(payload: string, { algorithm, keyId, signature }: SignatureLine): Uint8Array {
  const signatureLine = `<Signature Algorithm="${algorithm}" KeyId="${keyId}">${encodeBase64(signature)}</Signature>`;
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<root>\n${payload}\n${signatureLine}\n</root>\n`;
  const file = new TextEncoder().encode(text);
  if (file.length > MAX_FILE_BYTES) throw new Refusal('file-too-large', { bytes: file.length, limit: MAX_FILE_BYTES });
  return file;
}

/**
 * @returns `<ELEMENT id="Terms">…</ELEMENT>`, the line that is signed
 * @throws Refusal `payload-forbidden-construct` when a field holds a character that no payload may hold
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
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);
    return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  } catch {
    throw new Refusal('file-not-utf8');
  }
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
