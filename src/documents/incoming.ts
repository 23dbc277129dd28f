import { Refusal } from '../refusal.ts';
import type { DocumentType } from './documentType.ts';
import type { HealedDocument } from './heal/damage.ts';
import { diagnose } from './heal/diagnose.ts';
import { heal } from './heal/heal.ts';

/**
 * Finds the documents in bytes that a person or another program brought: a file, a pasted text, an e-mail, an archive.
 * Damages of the way are undone; nothing is verified before `readHealed`.
 *
 * @param bytes untrusted
 * @param most bounds the work: bytes that archives may unpack to, and a third of the characters of all texts in them
 * @returns at least one document, in order
 * @throws Refusal why there is none: every code of `diagnose`
 */
export function documentsIn(bytes: Uint8Array, most?: number): readonly [HealedDocument, ...HealedDocument[]] {
  const healing = heal(bytes, most);
  const [first, ...others] = healing.documents;
  if (!first) throw diagnose(bytes, healing, most);
  return [first, ...others];
}

/**
 * Selects the one document of a type. Others that came with it, such as the request that a mail quotes, are ignored.
 *
 * @param documents from {@link documentsIn}
 * @throws Refusal `document-type-wrong` with `expected` and `found`; `envelope-malformed` with `documents` when there are
 *   several of the type
 */
export function onlyDocument(
  documents: readonly [HealedDocument, ...HealedDocument[]],
  expected: DocumentType,
): HealedDocument {
  const [only, another] = documents.filter(({ type }) => type === expected);
  if (!only) throw new Refusal('document-type-wrong', { expected, found: documents[0].type });
  if (another) throw new Refusal('envelope-malformed', { documents: documents.length });
  return only;
}
