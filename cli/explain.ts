import { refusals } from '../src/messages/en/refusals.ts';
import { refusalsIn } from '../src/messages/refusalText.ts';
import { CodedError, Refusal, type RefusalCode, type RefusalDetails } from '../src/refusal.ts';
import { exitCodes } from './command.ts';
import { CommandError, errorTexts, UsageError } from './errors.ts';
import { refusalsHere } from './refusalTexts.ts';
import { printableLine } from './terminalText.ts';

const refusalText = refusalsIn(refusals);

/** @returns one line: the code, what it means, what to do */
export function explainRefusal(code: RefusalCode, details: RefusalDetails): string {
  const own = refusalsHere[code];
  const printable = printableDetails(details);
  const { title, why, next } = (typeof own === 'function' ? own(printable) : own) ?? refusalText(code, printable);
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
  const kind = error instanceof Error ? error.name : typeof error;
  return { line: `${explainRefusal('internal-fault', {})} (${kind})`, exitCode: exitCodes.fault };
}

function lineOf(error: CodedError): string {
  if (error instanceof Refusal) return explainRefusal(error.code, error.details);
  if (error instanceof CommandError) return `${error.code}: ${errorTexts[error.code](printableDetails(error.details))}`;
  return `${error.code}: ${error.message}`;
}

/** Details name what was found in files and answers. A line break there must not look like another message. */
function printableDetails<Details extends object>(details: Details): Details {
  const entries = Object.entries(details).map(([name, value]) => [name, printableDetail(value)] as const);
  return Object.fromEntries(entries) as Details;
}

function printableDetail(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(printableDetail);
  return typeof value === 'string' ? printableLine(value) : value;
}
