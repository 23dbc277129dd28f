import { messages as firstEnglish, type Messages } from './en/wizard.ts';
import { chooseLanguage } from './names.ts';

export type { Messages } from './en/wizard.ts';

/** Part of the page. `LoadedScreen` waits for the texts that it lacks: no other screen reads them. */
const en = firstEnglish as Messages;
/** Each loads on demand, whole. */
const others = import.meta.glob<Messages>(['./*/wizard.ts', '!./en/wizard.ts'], { import: 'messages' });

/**
 * @param wanted language tags in order of preference (BCP 47), as the browser lists them
 * @returns the texts in the first available language; English if none is available, or if the file cannot be loaded,
 *   as on a plain http page that has lost its server. English is not complete: see {@link completeMessages}
 */
export async function loadMessages(wanted: readonly string[]): Promise<Messages> {
  try {
    return (await others[`./${chooseLanguage(wanted)}/wizard.ts`]?.()) ?? en;
  } catch {
    return en;
  }
}

/** @returns whether the texts that the first screen does not need are among them */
export function isComplete(messages: Messages): boolean {
  return messages !== en;
}

/**
 * @param messages from {@link loadMessages}
 * @returns the same texts with those that the first screen does not need: refusals, and those of loaded screens
 * @throws when they cannot be loaded
 */
export async function completeMessages(messages: Messages): Promise<Messages> {
  return isComplete(messages) ? messages : (await import('./en/parts/complete.ts')).messages;
}
