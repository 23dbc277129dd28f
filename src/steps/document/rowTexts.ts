import type { RowTexts } from '../../messages/documentRows.ts';
import type { DocumentWords } from '../../messages/documentWords.ts';
import type { Wizard } from '../context.ts';

/** @returns how the wizard explains the fields of a document, with the names that the vendor's profiles give */
export function rowTexts({ journey, messages }: Wizard, words: DocumentWords): RowTexts {
  const { products } = journey;
  return {
    words,
    language: messages.language,
    components: messages.components,
    nameOf(field, text) {
      if (field === 'product') return products.find(({ product }) => product.id === text)?.product.name ?? null;
      if (field !== 'licenseType') return null;
      return products.flatMap(({ licenseTypes }) => licenseTypes).find(({ id }) => id === text)?.name ?? null;
    },
  };
}
