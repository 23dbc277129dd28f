import type { DocumentWords } from './documentWords.ts';

export type { DocumentWords } from './documentWords.ts';

/** Every language loads on demand. */
const languages = import.meta.glob<DocumentWords>('./*/documents.ts', { import: 'documents' });

/**
 * @param language tag of the texts in use (BCP 47)
 * @returns the texts about documents, in the same language
 */
export async function loadDocumentWords(language: string): Promise<DocumentWords> {
  const load = languages[`./${language}/documents.ts`] ?? languages['./en/documents.ts'];
  if (load === undefined) throw new Error('English is missing');
  return load();
}
