import { Refusal } from '../../refusal.ts';
import { declarations } from '../contents/declarations.ts';
import { type DocumentType, documentTypeOf } from '../documentType.ts';
import { readPayload } from '../payload/declaration.ts';
import type { FieldTable } from '../payload/fields.ts';
import type { AuthenticPayload } from '../payload/reader.ts';
import type { HealedDocument } from './damage.ts';

/** The two lines above a payload. */
export const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<root>\n';

/** A file as the format has it, from its first byte to its last; sticky. */
const FILE =
  /<\?xml version="1\.0" encoding="UTF-8"\?>\n<root>\n<(LicenseRequest|License|Keyset|LicenseReturn|ActivationReceipt) id="Terms">[^\n]*<\/\1>\n<Signature Algorithm="[^"\n]*" KeyId="[^"\n]*">[A-Za-z0-9+/]{86}==<\/Signature>\n<\/root>\n/y;
/** What the format writes, and no editor changed: nothing here can be read in two ways. */
const PLAIN = /^[ -~\n]*$/;
const CHANGED = / {2}|\]\(|[\\`']|&#|&amp;[a-z#]|" |"\/?>[^<\n]|"><\/|<([A-Za-z]+)><\/\1>/;

/** @returns the file that begins at a position of a text, if it has exactly the form of one */
export function fileAt(text: string, start: number): string | null {
  if (start < 0 || !text.startsWith(HEAD, start)) return null;
  FILE.lastIndex = start;
  return FILE.exec(text)?.[0] ?? null;
}

/**
 * The short way for bytes that nothing happened to.
 *
 * @returns the documents of a file or bundle that is plain ASCII in canonical form; null for anything else
 */
export function readUndamaged(bytes: Uint8Array): readonly HealedDocument[] | null {
  if (bytes[0] !== HEAD.charCodeAt(0)) return null;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (!text.startsWith(HEAD) || !PLAIN.test(text) || text.includes('<Keyset')) return null;
  const documents = new Map<string, HealedDocument>();
  for (let at = 0; at < text.length; ) {
    const file = fileAt(text, at);
    const type = documentTypeOf(/<([A-Za-z]+) id="Terms">/.exec(file ?? '')?.[1] ?? '');
    if (!file || !type || !isAsWritten(type, payloadOf(file))) return null;
    documents.set(file, { type, candidates: [bytes.subarray(at, at + file.length)], damages: [] });
    at += file.length;
  }
  return [...documents.values()];
}

function payloadOf(file: string): string {
  return file.slice(HEAD.length, file.indexOf('\n', HEAD.length));
}

/** Whether a payload is in canonical form, and no value looks as if it had been changed. Nothing that is read is used. */
function isAsWritten(type: DocumentType, payload: string): boolean {
  if (CHANGED.test(payload.replace(' id="Terms"', '').replaceAll(/" (?=[A-Z])/g, ''))) return false;
  try {
    readPayload<FieldTable>(declarations[type], payload as AuthenticPayload);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
