import { en, type Messages } from './en.ts';

export type { Messages } from './en.ts';

/** English is in the page; every other language is loaded when it is wanted. */
const languages: Record<string, () => Promise<Messages>> = {
  en: () => Promise.resolve(en),
};

/**
 * @param wanted language tags in order of preference (BCP 47), as the browser lists them
 * @returns the wording in the first language there is, English otherwise
 */
export function loadMessages(wanted: readonly string[]): Promise<Messages> {
  const tag = wanted.map((language) => language.split('-', 1)[0] ?? '').find((language) => language in languages);
  return (languages[tag ?? 'en'] ?? languages.en ?? (() => Promise.resolve(en)))();
}
