import packageFile from '../../package.json' with { type: 'json' };
import { exitCodes } from '../command.ts';
import { UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { readerOf } from '../refusals/reader.ts';
import { printableStreams } from '../terminalText.ts';
import { choose } from './choose.ts';
import type { CommandEnvironment, CommandList, DefinedCommand } from './command.ts';
import { helpOfList } from './helpOfList.ts';
import { helpColumns } from './layout.ts';
import { nearestCommand } from './suggest.ts';
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
      return run(choice.name, choice.args, environment);
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
        `${complaint(list, choice, args)}\n\n${await helpOfList(list, choice.group, helpColumns(stderr.columns))}`,
      );
      return exitCodes.usage;
  }
}

async function load({ commands }: CommandList, name: string): Promise<DefinedCommand> {
  const module = await commands[name]?.();
  if (!module) throw new Error('a command without a loader');
  return module.command;
}

async function run(name: string, args: readonly string[], environment: CommandEnvironment): Promise<number> {
  const command = await load(environment.commands, name);
  try {
    return await command.run(args, environment);
  } catch (error) {
    const { explain } = await import('../explain.ts');
    const { line, exitCode } = explain(error, readerOf(name));
    const hint = error instanceof UsageError ? `\n${texts.seeHelp(`keyferry ${name}`)}` : '';
    environment.stderr.write(`${line}${hint}\n`);
    return exitCode;
  }
}

interface Misuse {
  readonly group: string | null;
  readonly word: string | null;
}

function complaint(list: CommandList, { group, word }: Misuse, args: readonly string[]): string {
  if (word === null) return texts.commandMissing;
  if (word.startsWith('-')) return texts.optionFirst(shown(word));
  const typed = group === null ? word : `${group} ${word}`;
  const next = args[args.indexOf(word) + 1];
  const similar = nearestCommand(Object.keys(list.commands), typed, next?.startsWith('-') ? undefined : next);
  const said = texts.commandUnknown(shown(typed), similar);
  return list.elsewhere === null ? said : `${said} ${list.elsewhere}`;
}
