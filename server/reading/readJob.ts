import type { ReadFile } from '../../src/documents/heal/exactDocuments.ts';
import { Refusal, type RefusalCode, type RefusalDetails } from '../../src/refusal.ts';
import type { Readers, SentDocuments, SentType } from './documents.ts';
import { readSent } from './readSent.ts';

/** A document to read in another thread. */
export interface ReadJob {
  readonly type: SentType;
  readonly bytes: Uint8Array;
}

/** What a thread answers. Errors do not cross threads whole. */
export type ReadOutcome =
  | { readonly found: ReadFile<SentDocuments[SentType]> }
  | { readonly refused: RefusalCode; readonly details: RefusalDetails };

/** @throws whatever is no Refusal: a fault, which ends the thread */
export function readJob(readers: Readers, { type, bytes }: ReadJob): ReadOutcome {
  const read: (file: Uint8Array) => SentDocuments[SentType] = readers[type];
  try {
    return { found: readSent(bytes, type, read) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code, details: error.details };
    throw error;
  }
}
