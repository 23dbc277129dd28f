import { tool as en } from './en/tool.ts';
import { chooseLanguage } from './names.ts';
import type { ToolMessages } from './toolLanguages.ts';

const languages = import.meta.glob<ToolMessages>('./*/tool.ts', { eager: true, import: 'tool' });

/**
 * The sentences of the local wizard's guard, for requests that get no page.
 *
 * @param accepted the `Accept-Language` header (RFC 9110 section 12.5.4), in the order it was sent; weights are ignored
 */
export function guardTexts(accepted: string): ToolMessages['guard'] {
  const tags = accepted.split(',').map((entry) => entry.split(';', 1)[0]?.trim() ?? '');
  return (languages[`./${chooseLanguage(tags)}/tool.ts`] ?? en).guard;
}
