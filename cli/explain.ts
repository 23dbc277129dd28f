import { isOutOfFiles, moreFiles } from '../files/remedy.ts';
import { systemCode } from '../files/systemCode.ts';
import { InstallationError } from '../installed/installationError.ts';
import { ConfigurationError } from '../server/configurationError.ts';
import { CodedError, Refusal } from '../src/refusal.ts';
import { exitCodes } from './command.ts';
import { CommandError, UsageError } from './errors.ts';
import { commandErrors } from './refusals/commandErrors.ts';
import { explainRefusal } from './refusals/explainRefusal.ts';
import type { RefusalReader } from './refusals/reader.ts';
import { printableDetails } from './terminalText.ts';

/**
 * Explains why a command failed.
 *
 * @param error anything; of an unexpected error only its kind is shown, because its message may hold a secret
 * @param reader who runs the command
 * @returns one line, and the exit code
 */
export function explain(error: unknown, reader: RefusalReader): { readonly line: string; readonly exitCode: number } {
  if (error instanceof UsageError) return { line: error.message, exitCode: exitCodes.usage };
  if (error instanceof CodedError) return { line: lineOf(error, reader), exitCode: exitCodes.refused };
  const code = systemCode(error);
  if (isOutOfFiles(code)) {
    const stopped = new ConfigurationError(`The process may not open more files (${code}). ${moreFiles}`);
    return { line: lineOf(stopped, reader), exitCode: exitCodes.refused };
  }
  const kind = error instanceof Error ? error.name : typeof error;
  return { line: `${explainRefusal('internal-fault', {}, reader)} (${kind})`, exitCode: exitCodes.fault };
}

function lineOf(error: CodedError, reader: RefusalReader): string {
  if (error instanceof Refusal) return explainRefusal(error.code, error.details, reader);
  if (error instanceof CommandError || error instanceof InstallationError)
    return `${error.code}: ${commandErrors[error.code](printableDetails(error.details))}`;
  return `${error.code}: ${error.message}`;
}
