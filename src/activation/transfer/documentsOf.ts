import { contentsOf, type DocumentContents } from '../../documents/contents/contents.ts';
import type { DocumentType } from '../../documents/documentType.ts';
import { exactDocumentsIn } from '../../documents/heal/exactDocuments.ts';
import { Refusal } from '../../refusal.ts';
import { pinnedKeys } from '../../verify/keyset.ts';
import type { Vendor } from '../products/products.ts';

/** A document of a file, for people to look at. */
export interface ListedDocument {
  readonly type: DocumentType;
  /** Exact bytes. */
  readonly file: Uint8Array;
  /** Null where the signature cannot be checked here: its key is unknown, or was revoked since. */
  readonly contents: DocumentContents | null;
}

/**
 * @param file exact bytes of a document, or of several one after another
 * @param vendor whose keys sign licenses and keysets
 */
export function documentsOf(file: Uint8Array, { products }: Pick<Vendor, 'products'>): readonly ListedDocument[] {
  const keys = products.flatMap(({ profile, keysets }) => [
    ...keysets.current.keys.map(({ publicKey }) => publicKey),
    ...pinnedKeys(profile.rootKeys),
  ]);
  return exactDocumentsIn(file).flatMap(({ type, candidates }) =>
    candidates.map((one) => ({ type, file: one, contents: readable(one, type, keys) })),
  );
}

function readable(file: Uint8Array, type: DocumentType, keys: readonly Uint8Array[]): DocumentContents | null {
  try {
    return contentsOf(file, type, keys);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
