import { type DocumentWords, loadDocumentWords } from '../../messages/documentLanguages.ts';

/** What prints, and its texts. */
export interface SheetsPart {
  readonly sheets: typeof import('./sheets.tsx').sheets;
  readonly words: DocumentWords;
}

/** @param language tag of the texts in use */
export async function loadSheets(language: string): Promise<SheetsPart> {
  const [{ sheets }, words] = await Promise.all([import('./sheets.tsx'), loadDocumentWords(language)]);
  return { sheets, words };
}
