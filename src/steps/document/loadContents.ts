import { type DocumentWords, loadDocumentWords } from '../../messages/documentLanguages.ts';

/** The list of a document's fields, and its texts. */
export interface ContentsPart {
  readonly Contents: typeof import('./Contents.tsx').Contents;
  readonly words: DocumentWords;
}

/** @param language tag of the texts in use */
export async function loadContents(language: string): Promise<ContentsPart> {
  const [{ Contents }, words] = await Promise.all([import('./Contents.tsx'), loadDocumentWords(language)]);
  return { Contents, words };
}
