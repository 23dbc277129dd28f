import { messages as en, type Messages } from './en/wizard.ts';
import { chooseLanguage } from './names.ts';

export type { Messages } from './en/wizard.ts';

/** English is part of the page. The others load on demand. */
const others = import.meta.glob<Messages>(['./*/wizard.ts', '!./en/wizard.ts'], { import: 'messages' });

/**
 * @param wanted language tags in order of preference (BCP 47), as the browser lists them
 * @returns the texts in the first available language; English if none is available, or if the file cannot be loaded,
 *   as on a plain http page that has lost its server
 */
export async function loadMessages(wanted: readonly string[]): Promise<Messages> {
  try {
    return (await others[`./${chooseLanguage(wanted)}/wizard.ts`]?.()) ?? en;
  } catch {
    return en;
  }
}
