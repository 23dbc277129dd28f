import { en, type Messages } from './en.ts';

export type { Messages } from './en.ts';

/** English is part of the page; other languages are loaded on demand. */
const languages: Readonly<Record<string, () => Promise<Messages>>> = {
  en: () => Promise.resolve(en),
  de: () => import('./de.ts').then(({ de }) => de),
};

/**
 * @param wanted language tags in order of preference (BCP 47), as the browser lists them
 * @returns the texts in the first available language; English where none is available or cannot be loaded, as on a
 *   plain http page that has lost its server
 */
export async function loadMessages(wanted: readonly string[]): Promise<Messages> {
  const known = wanted
    .map((tag) => tag.toLowerCase().split('-', 1)[0] ?? '')
    .find((language) => Object.hasOwn(languages, language));
  try {
    return (await languages[known ?? 'en']?.()) ?? en;
  } catch {
    return en;
  }
}
