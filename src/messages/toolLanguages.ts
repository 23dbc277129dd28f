import { loadMessages, type Messages } from './languages.ts';
import type { OwnRefusalTexts } from './refusalText.ts';
import { tool as en, type ToolMessages } from './tool.en.ts';

export type { ToolMessages } from './tool.en.ts';

const languages: Readonly<Record<string, () => Promise<ToolMessages>>> = {
  de: () => import('./tool.de.ts').then(({ tool }) => tool),
};

/**
 * @param wanted as for `loadMessages`
 * @returns the wizard's wording, with what only the page of the command line tool says
 */
export async function loadToolMessages(wanted: readonly string[]): Promise<Messages> {
  const messages = await loadMessages(wanted);
  const tool = (await languages[messages.language]?.()) ?? en;
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
