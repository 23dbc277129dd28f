import type { AdminMessages } from './en/admin.ts';
import { chooseLanguage } from './names.ts';

export type { AdminMessages } from './en/admin.ts';

/** Every language loads on demand. */
const languages = import.meta.glob<AdminMessages>('./*/admin.ts', { import: 'messages' });

/**
 * @param wanted language tags in order of preference (BCP 47), as the browser lists them
 * @returns the texts in the first available language; English if none is available
 */
export async function loadAdminMessages(wanted: readonly string[]): Promise<AdminMessages> {
  const load = languages[`./${chooseLanguage(wanted)}/admin.ts`];
  if (load === undefined) throw new Error('English is missing');
  return load();
}
