import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentType } from '../../src/documents/documentType.ts';
import { fileLimits } from '../../src/documents/fileLimits.ts';
import { type ReadFile, readHealed } from '../../src/documents/heal/exactDocuments.ts';
import { documentsIn, onlyDocument } from '../../src/documents/incoming.ts';
import { Refusal } from '../../src/refusal.ts';
import { explained, readAtMost } from '../files.ts';

/** A document with the file that it was found in; or why the file, or a document in it, cannot be taken. */
export type FoundDocument<Content> = { readonly place: string } & (ReadFile<Content> | { readonly refusal: Refusal });

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * Finds documents in files and folders, also in e-mails, archives and bundles. Each counts once, however often it is there.
 *
 * @param paths files, whatever their names, and folders, of which all files are read but hidden ones; subfolders are not
 * @param read verifies a canonical file
 * @throws CommandError as `readAtMost`
 */
export function findDocuments<Content>(
  paths: readonly string[],
  type: DocumentType,
  read: (file: Uint8Array) => Content,
): readonly FoundDocument<Content>[] {
  const places = [...new Set(paths.flatMap((path) => (isFolder(path) ? filesIn(path) : [path])))];
  const seen = new Set<string>();
  return places
    .flatMap((place) => documentsAt(place, readAtMost(place, fileLimits.opened), type, read))
    .filter((found) => {
      if ('refusal' in found) return true;
      const text = new TextDecoder().decode(found.file);
      return !seen.has(text) && Boolean(seen.add(text));
    });
}

function filesIn(folder: string): readonly string[] {
  const order = new Intl.Collator('en', { numeric: true }).compare;
  return explained(folder, 'file-unreadable', () => readdirSync(folder, { withFileTypes: true }))
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort(order)
    .map((name) => join(folder, name));
}

/** @returns at least one */
export function documentsAt<Content>(
  place: string,
  bytes: Uint8Array,
  type: DocumentType,
  read: (file: Uint8Array) => Content,
): readonly FoundDocument<Content>[] {
  return refusedOr(place, () => {
    const documents = documentsIn(bytes);
    const wanted = documents.filter((each) => each.type === type);
    // Says what the file holds instead.
    if (wanted.length === 0) onlyDocument(documents, type);
    return wanted.flatMap((each) => refusedOr(place, () => [{ place, ...readHealed(each, read) }]));
  });
}

function refusedOr<Content>(
  place: string,
  work: () => readonly FoundDocument<Content>[],
): readonly FoundDocument<Content>[] {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return [{ place, refusal: error }];
    throw error;
  }
}
