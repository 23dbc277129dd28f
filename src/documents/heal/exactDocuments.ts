import { splitBundle } from '../bundle.ts';
import { documentTypes } from '../documentType.ts';
import { recognize } from '../recognize.ts';
import { chooseCandidate } from './choose.ts';
import type { HealedDocument } from './damage.ts';

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
