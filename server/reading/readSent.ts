import { contractLimits } from '../../src/contract/limits.ts';
import type { DocumentType } from '../../src/documents/documentType.ts';
import { fileLimits } from '../../src/documents/fileLimits.ts';
import { type ReadFile, readHealed } from '../../src/documents/heal/exactDocuments.ts';
import { documentsIn, onlyDocument } from '../../src/documents/incoming.ts';
import { Refusal } from '../../src/refusal.ts';

/**
 * Bytes that what was sent may unpack to, and a third of the characters that are looked at: as much as anybody may send as
 * text. Larger bundles belong to the pages and the command line, which compute for themselves.
 */
const mostUnpacked = contractLimits.requestLength;

/** Each candidate may cost the check of a signature, which anybody can ask for. */
const mostCandidates = 8;

/**
 * Reads the one document of a type in what a client sent, which may have been damaged on its way. What anybody can make
 * the service compute is bounded: by the size of a document, and by the number of candidates.
 *
 * @param bytes untrusted
 * @param read verifies a canonical file; called at most 9 times
 * @throws Refusal `file-too-large`, and every code of `documentsIn`, `onlyDocument` and `readHealed`
 */
export function readSent<Content>(
  bytes: Uint8Array,
  expected: DocumentType,
  read: (file: Uint8Array) => Content,
): ReadFile<Content> {
  checkSize(bytes);
  return readExactly(bytes, read) ?? readDamaged(bytes, expected, read);
}

/** @throws Refusal `file-too-large` */
export function checkSize(bytes: Uint8Array): void {
  const limit = fileLimits.document;
  if (bytes.length > limit) throw new Refusal('file-too-large', { bytes: bytes.length, limit });
}

/** Most documents arrive as they were signed, and cost nothing more. @returns null for all others */
export function readExactly<Content>(file: Uint8Array, read: (file: Uint8Array) => Content): ReadFile<Content> | null {
  if (!isCanonical(file)) return null;
  try {
    return { file, content: read(file) };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Whether a file that is read is stored as it is: readers also take CR LF and a byte order mark. */
function isCanonical(file: Uint8Array): boolean {
  return file[0] === 0x3c && !file.includes(0x0d);
}

/** @throws Refusal every code of `documentsIn`, `onlyDocument` and `readHealed` */
function readDamaged<Content>(
  bytes: Uint8Array,
  expected: DocumentType,
  read: (file: Uint8Array) => Content,
): ReadFile<Content> {
  const document = onlyDocument(documentsIn(bytes, mostUnpacked), expected);
  return readHealed({ ...document, candidates: document.candidates.slice(0, mostCandidates) }, read);
}
