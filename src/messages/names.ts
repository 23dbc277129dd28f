/** Each language's own name by language tag (BCP 47), in the order of the picker. */
export const languageNames: Readonly<Record<string, string>> = { en: 'English', de: 'Deutsch' };
