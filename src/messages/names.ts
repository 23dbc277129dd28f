/** Each language as its own speakers call it, by language tag, in the order of the picker. */
export const languageNames: Readonly<Record<string, string>> = { en: 'English', de: 'Deutsch' };
