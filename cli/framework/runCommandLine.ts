import packageFile from '../../package.json' with { type: 'json' };
import { exitCodes } from '../command.ts';
import { UsageError } from '../errors.ts';
import { explain } from '../explain.ts';
import { printableStreams } from '../terminalText.ts';
import { choose } from './choose.ts';
import type { CommandEnvironment, CommandList, DefinedCommand } from './command.ts';
import { helpOfList } from './helpOfList.ts';
import { helpColumns } from './layout.ts';
import { suggest } from './suggest.ts';
import { frameworkTexts as texts } from './texts.ts';

/**
 * Runs what a command line asks for.
 *
 * @param args what follows the tool's name
 * @returns exit code
 */
export async function runCommandLine(args: readonly string[], outside: CommandEnvironment): Promise<number> {
  const environment = printableStreams(outside);
  const { commands: list, stdout, stderr } = environment;
  const choice = choose(list, args);
  switch (choice.does) {
    case 'run':
      return run(await load(list, choice.name), choice.args, environment);
    case 'help':
      stdout.write((await load(list, choice.name)).help(helpColumns(stdout.columns)));
      return exitCodes.success;
    case 'list':
      stdout.write(await helpOfList(list, choice.group, helpColumns(stdout.columns)));
      return exitCodes.success;
    case 'version':
      stdout.write(`${packageFile.version}\n`);
      return exitCodes.success;
    case 'misuse':
      stderr.write(
        `${complaint(list, choice)}\n\n${await helpOfList(list, choice.group, helpColumns(stderr.columns))}`,
      );
      return exitCodes.usage;
  }
}

async function load({ commands }: CommandList, name: string): Promise<DefinedCommand> {
  const module = await commands[name]?.();
  if (!module) throw new Error('a command without a loader');
  return module.command;
}

async function run(command: DefinedCommand, args: readonly string[], environment: CommandEnvironment): Promise<number> {
  try {
    return await command.run(args, environment);
  } catch (error) {
    const { line, exitCode } = explain(error);
    const hint = error instanceof UsageError ? `\n${texts.seeHelp(`keyferry ${command.facts.name}`)}` : '';
    environment.stderr.write(`${line}${hint}\n`);
    return exitCode;
  }
}

interface Misuse {
  readonly group: string | null;
  readonly word: string | null;
}

function complaint(list: CommandList, { group, word }: Misuse): string {
  if (word === null) return texts.commandMissing;
  const similar = suggest(word, wordsAfter(list, group));
  const full = (name: string) => (group === null ? name : `${group} ${name}`);
  const said = texts.commandUnknown(full(word), similar === null ? null : full(similar));
  return list.elsewhere === null ? said : `${said} ${list.elsewhere}`;
}

/** @returns the words that may follow the group; without one, the first words of all commands */
function wordsAfter({ commands }: CommandList, group: string | null): readonly string[] {
  const names = Object.keys(commands).map((name) => name.split(' '));
  const words =
    group === null
      ? names.map(([first]) => first)
      : names.filter(([first]) => first === group).map(([, second]) => second);
  return [...new Set(words)].filter((word) => word !== undefined);
}
