import { systemCode } from '../hardware/systemCode.ts';
import packageFile from '../package.json' with { type: 'json' };
import { choose } from './choose.ts';
import { exitCodes, type ListedCommand, type Streams } from './command.ts';
import { CommandError, UsageError } from './errors.ts';
import { explain } from './explain.ts';
import { groups } from './groups.ts';
import { words } from './words.ts';

/** A form in which the tool is shipped. */
export interface Tool {
  readonly commands: readonly ListedCommand[];
  /** What to say to a word that is none of its commands. */
  readonly unknown: (word: string) => string;
}

const { stdin, stdout, stderr } = process;

/**
 * Does what the command line of this process asks for.
 *
 * @returns exit code
 */
export function runTool(tool: Tool): Promise<number> {
  stdout.on('error', endOnBrokenOutput);
  stderr.on('error', endWithoutWords);
  process.on('uncaughtException', (error) => {
    const { line } = explain(error);
    stderr.write(`${line}\n`);
    process.exit(exitCodes.fault);
  });
  return runCommandLine(tool, process.argv.slice(2), { stdin, stdout, stderr });
}

/** Whoever reads our output may have enough of it, as `head` does: that is no fault. A full disk is one. */
function endOnBrokenOutput(error: Error): void {
  const reason = systemCode(error) ?? error.name;
  if (reason === 'EPIPE') process.exit(exitCodes.success);
  const { line, exitCode } = explain(new CommandError('file-unwritable', { path: words.standardOutput, reason }));
  stderr.write(`${line}\n`);
  process.exit(exitCode);
}

/** There is nowhere left to say it. */
function endWithoutWords(error: Error): void {
  process.exit(systemCode(error) === 'EPIPE' ? exitCodes.success : exitCodes.fault);
}

/**
 * Does what a command line asks for.
 *
 * @param args what follows the tool's name
 * @returns exit code
 */
export async function runCommandLine(
  { commands, unknown }: Tool,
  args: readonly string[],
  streams: Streams,
): Promise<number> {
  const choice = choose(commands, args);
  switch (choice.does) {
    case 'run':
      return run(choice.command, choice.args, streams);
    case 'help':
      streams.stdout.write((await choice.command.load()).help);
      return exitCodes.success;
    case 'list':
      streams.stdout.write(listOf(commands, choice.group));
      return exitCodes.success;
    case 'version':
      streams.stdout.write(`${packageFile.version}\n`);
      return exitCodes.success;
    case 'misuse': {
      const complaint = choice.word === null ? words.commandMissing : unknown(choice.word);
      streams.stderr.write(`${complaint}\n\n${listOf(commands, choice.group)}`);
      return exitCodes.usage;
    }
  }
}

async function run(command: ListedCommand, args: readonly string[], streams: Streams): Promise<number> {
  try {
    return await (await command.load()).run(args, streams);
  } catch (error) {
    const { line, exitCode } = explain(error);
    const hint = error instanceof UsageError ? `\n${words.seeHelp(`keyferry ${command.name}`)}` : '';
    streams.stderr.write(`${line}${hint}\n`);
    return exitCode;
  }
}

/** @param group null: all commands */
function listOf(commands: readonly ListedCommand[], group: string | null): string {
  const name = group === null ? 'keyferry' : `keyferry ${group}`;
  const listed = commands.filter((command) => group === null || command.name.startsWith(`${group} `));
  const width = Math.max(...listed.map((command) => command.name.length));
  const rows = listed.map((command) => `  ${command.name.padEnd(width)}   ${command.summary}`);
  const about = group === null ? words.about : (groups[group] ?? words.about);
  return `${about}\n\n${words.listOf(name)}\n${rows.join('\n')}\n\n${words.moreHelp(name)}\n`;
}
