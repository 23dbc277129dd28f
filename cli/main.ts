import { systemCode } from '../files/systemCode.ts';
import { exitCodes } from './command.ts';
import { CommandError } from './errors.ts';
import type { CommandEnvironment, CommandList } from './framework/command.ts';
import { runCommandLine } from './framework/runCommandLine.ts';

const { stdout, stderr } = process;

/**
 * Runs the command line of this process.
 *
 * @returns exit code
 */
export function runTool(commands: CommandList): Promise<number> {
  stdout.on('error', endOnBrokenOutput);
  stderr.on('error', endSilently);
  process.on('uncaughtException', endExplaining);
  return runCommandLine(process.argv.slice(2), processEnvironment(commands));
}

function processEnvironment(commands: CommandList): CommandEnvironment {
  return {
    // Few commands read it, and opening it takes Node as long as loading a file.
    get stdin() {
      return process.stdin;
    },
    ...{ stdout, stderr, variables: process.env, commands, now: () => new Date() },
  };
}

/** A reader that has enough, such as `head`, closes our output: no error. A full disk is one. */
function endOnBrokenOutput(error: Error): void {
  const reason = systemCode(error) ?? error.name;
  if (reason === 'EPIPE') process.exit(exitCodes.success);
  void endExplaining(new CommandError('file-unwritable', { path: 'Standard output', reason }));
}

async function endExplaining(error: unknown): Promise<never> {
  const { explain } = await import('./explain.ts');
  const { line, exitCode } = explain(error, 'user');
  stderr.write(`${line}\n`);
  process.exit(exitCode);
}

/** Nothing is left to write a message to. */
function endSilently(error: Error): void {
  process.exit(systemCode(error) === 'EPIPE' ? exitCodes.success : exitCodes.fault);
}
