import { systemCode } from '../hardware/systemCode.ts';
import { ConfigurationError, isOutOfFiles, moreFiles } from '../server/configurationError.ts';
import { refusals } from '../src/messages/en/refusals.ts';
import { refusalsIn } from '../src/messages/refusalText.ts';
import { CodedError, Refusal, type RefusalCode, type RefusalDetails } from '../src/refusal.ts';
import { exitCodes } from './command.ts';
import { CommandError, errorTexts, UsageError } from './errors.ts';
import { refusalsHere } from './refusalTexts.ts';

const refusalText = refusalsIn(refusals);

/** @returns one line: the code, what it means, what to do */
export function explainRefusal(code: RefusalCode, details: RefusalDetails): string {
  const own = refusalsHere[code];
  const { title, why, next } = (typeof own === 'function' ? own(details) : own) ?? refusalText(code, details);
  return `${code}: ${title}. ${why} ${next}`;
}

/**
 * Explains why a command failed.
 *
 * @param error anything; of an unexpected error only its kind is shown, because its message may hold a secret
 * @returns one line, and the exit code
 */
export function explain(error: unknown): { readonly line: string; readonly exitCode: number } {
  if (error instanceof UsageError) return { line: error.message, exitCode: exitCodes.usage };
  if (error instanceof CodedError) return { line: lineOf(error), exitCode: exitCodes.refused };
  const code = systemCode(error);
  if (isOutOfFiles(code)) {
    const stopped = new ConfigurationError(`The process may not open more files (${code}). ${moreFiles}`);
    return { line: lineOf(stopped), exitCode: exitCodes.refused };
  }
  const kind = error instanceof Error ? error.name : typeof error;
  return { line: `${explainRefusal('internal-fault', {})} (${kind})`, exitCode: exitCodes.fault };
}

function lineOf(error: CodedError): string {
  if (error instanceof Refusal) return explainRefusal(error.code, error.details);
  if (error instanceof CommandError) return `${error.code}: ${errorTexts[error.code](error.details)}`;
  return `${error.code}: ${error.message}`;
}
