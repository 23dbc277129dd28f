import { tool as en, type ToolMessages } from './en/tool.ts';
import { completeMessages, loadMessages, type Messages } from './languages.ts';
import type { OwnRefusalTexts } from './refusalText.ts';

export type { ToolMessages } from './en/tool.ts';

const others = import.meta.glob<ToolMessages>(['./*/tool.ts', '!./en/tool.ts'], { import: 'tool' });

/**
 * @param wanted as for `loadMessages`
 * @returns the wizard's texts, with those for the page of the command line tool
 */
export async function loadToolMessages(wanted: readonly string[]): Promise<Messages> {
  const first = await loadMessages(wanted);
  const messages = await completeMessages(first).catch(() => first);
  const tool = (await others[`./${messages.language}/tool.ts`]?.()) ?? en;
  const own: OwnRefusalTexts = tool.refusals;
  return {
    ...messages,
    tool,
    refusal(code, details) {
      const text = own[code];
      return (typeof text === 'function' ? text(details) : text) ?? messages.refusal(code, details);
    },
  };
}
