import type { CommandList } from './command.ts';
import { loadCommands } from './commandList.ts';
import { columnsOf, type HelpRow, wrapped } from './layout.ts';
import { frameworkTexts as texts } from './texts.ts';

/**
 * Generates the help of the whole tool, or of the commands with one first word.
 *
 * @param group null: the whole tool
 * @param columns width of the text
 */
export async function helpOfList(list: CommandList, group: string | null, columns: number): Promise<string> {
  const name = group === null ? 'keyferry' : `keyferry ${group}`;
  const names = Object.keys(list.commands).filter((listed) => group === null || listed.startsWith(`${group} `));
  const loaded = await loadCommands(list.commands, names);
  const rows = loaded.map(({ facts }): HelpRow => [facts.name, facts.summary]);
  const about = group === null ? texts.about : (list.groups[group] ?? texts.about);
  const blocks = [
    `${texts.usage} ${name} ${texts.commandPlaceholder}`,
    wrapped(about, columns),
    `${texts.headings.commands}:\n${columnsOf(rows, columns)}`,
    texts.moreHelp(name),
  ];
  return `${blocks.join('\n\n')}\n`;
}
