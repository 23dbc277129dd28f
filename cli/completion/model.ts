import type { CommandList, DefinedCommand } from '../framework/command.ts';
import { loadCommands } from '../framework/commandList.ts';
import { optionName } from '../framework/parameters.ts';
import type { Completion } from '../framework/valueTypes.ts';

/** An option as shells offer it. */
export interface CompletedOption {
  /** `--serial-file`, and `-o` where it has a short name. */
  readonly names: readonly string[];
  readonly help: string;
  /** null: it takes no value. */
  readonly value: Completion | null;
}

/** A command as shells offer it. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  /** What its arguments are, in order; the last one may repeat. */
  readonly args: readonly Completion[];
}

/** Everything that a completion script offers. */
export interface Completions {
  readonly commands: readonly CompletedCommand[];
  /** Words that may follow the tool's name, with what they mean. */
  readonly firstWords: ReadonlyMap<string, string>;
}

export async function completionsOf({ commands, groups }: CommandList): Promise<Completions> {
  const loaded = (await loadCommands(commands)).map(completed);
  const firstWords = loaded.map(({ name, summary }): [string, string] => {
    const [first = ''] = name.split(' ');
    return [first, groups[first] ?? summary];
  });
  return { commands: loaded, firstWords: new Map(firstWords) };
}

const helpOption: CompletedOption = { names: ['-h', '--help'], help: 'Show this help', value: null };

function completed({ facts }: DefinedCommand): CompletedCommand {
  const options = Object.entries(facts.options ?? {}).map(([key, { short, help, kind, completion }]) => ({
    names: [...(short === null ? [] : [`-${short}`]), optionName(key)],
    help,
    value: kind === 'flag' ? null : completion,
  }));
  const args = Object.values(facts.arguments ?? {}).map(({ completion }) => completion);
  return { name: facts.name, summary: facts.summary, options: [...options, helpOption], args };
}
