import { Refusal } from '../refusal.ts';
import { splitBundle } from './bundle.ts';
import { type DocumentType, documentTypes } from './documentType.ts';
import { chooseCandidate } from './heal/choose.ts';
import type { HealedDocument } from './heal/damage.ts';
import { diagnose } from './heal/diagnose.ts';
import { heal } from './heal/heal.ts';
import { recognize } from './recognize.ts';

/**
 * Finds the documents in bytes that a person or another program brought: a file, a pasted text, an e-mail, an archive.
 * Damages of the way are undone; nothing is verified before {@link readHealed}.
 *
 * @param bytes untrusted
 * @returns at least one document, in order
 * @throws Refusal why there is none: every code of `diagnose`
 */
export function documentsIn(bytes: Uint8Array): readonly [HealedDocument, ...HealedDocument[]] {
  const healing = heal(bytes);
  const [first, ...others] = healing.documents;
  if (!first) throw diagnose(bytes, healing);
  return [first, ...others];
}

/**
 * Splits a file that no way can have damaged, such as one that this program stored: each document counts exactly as it is.
 *
 * @param file untrusted
 * @returns at least one document; what is none counts as a license, so that verifying it gives the reason
 */
export function exactDocumentsIn(file: Uint8Array): readonly HealedDocument[] {
  return splitBundle(file).map((part) => ({
    type: documentTypes.find((type) => type === recognize(part)) ?? 'license',
    candidates: [part],
    damages: [],
  }));
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

/** A canonical file, and what its verifier read from it. */
export interface ReadFile<Content> {
  /** Exact bytes, as they were signed: what to store. */
  readonly file: Uint8Array;
  readonly content: Content;
}

/**
 * Reads a document that may have been damaged on its way.
 *
 * @param read verifies a canonical file, and throws a Refusal when its signature does not hold
 * @throws Refusal every code of `chooseCandidate` and of `read`
 */
export function readHealed<Content>(document: HealedDocument, read: (file: Uint8Array) => Content): ReadFile<Content> {
  return chooseCandidate(document, (file) => ({ file, content: read(file) }));
}
