import type { DocumentType } from '../../src/documents/documentType.ts';
import { documentsIn, onlyDocument, type ReadFile, readHealed } from '../../src/documents/incoming.ts';

/** Each candidate may cost the check of a signature, which anybody can ask for. */
const mostCandidates = 8;

/**
 * Reads the one document of a type in what a client sent, which may have been damaged on its way.
 *
 * @param bytes untrusted
 * @param read verifies a canonical file; called at most 8 times
 * @throws Refusal every code of `documentsIn`, `onlyDocument` and `readHealed`
 */
export function readSent<Content>(
  bytes: Uint8Array,
  expected: DocumentType,
  read: (file: Uint8Array) => Content,
): ReadFile<Content> {
  const document = onlyDocument(documentsIn(bytes), expected);
  return readHealed({ ...document, candidates: document.candidates.slice(0, mostCandidates) }, read);
}
