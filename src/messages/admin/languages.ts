import type { AdminMessages } from './en.ts';

export type { AdminMessages } from './en.ts';

/** Each is loaded when it is wanted. */
const languages: Readonly<Record<string, () => Promise<AdminMessages>>> = {
  en: () => import('./en.ts').then(({ en }) => en),
  de: () => import('./de.ts').then(({ de }) => de),
};

/**
 * @param wanted language tags in order of preference (BCP 47), as the browser lists them
 * @returns the wording in the first language there is; English where there is none
 */
export async function loadAdminMessages(wanted: readonly string[]): Promise<AdminMessages> {
  const known = wanted
    .map((tag) => tag.toLowerCase().split('-', 1)[0] ?? '')
    .find((language) => Object.hasOwn(languages, language));
  const load = languages[known ?? 'en'] ?? languages.en;
  if (load === undefined) throw new Error('there is no English');
  return load();
}
