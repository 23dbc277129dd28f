import { ConfigurationError } from '../server/configurationError.ts';
import { refusals } from '../src/messages/en/refusals.ts';
import { refusalsIn } from '../src/messages/refusalText.ts';
import { Refusal, type RefusalCode, type RefusalDetails } from '../src/refusal.ts';
import { exitCodes } from './command.ts';
import { CommandError, UsageError } from './errors.ts';
import { errorTexts, refusalsHere } from './words.ts';

const refusalText = refusalsIn(refusals);

/** @returns one line: the code, what it means, what to do */
export function explainRefusal(code: RefusalCode, details: RefusalDetails): string {
  const own = refusalsHere[code];
  const { title, why, next } = (typeof own === 'function' ? own(details) : own) ?? refusalText(code, details);
  return `${code}: ${title}. ${why} ${next}`;
}

/**
 * What to say when a command threw, and with which code to end.
 *
 * @param error anything; of what is not known nothing but its kind is shown, since its message may hold what is secret
 */
export function explain(error: unknown): { readonly line: string; readonly exitCode: number } {
  if (error instanceof UsageError) return { line: error.message, exitCode: exitCodes.usage };
  if (error instanceof CommandError) {
    return { line: `${error.code}: ${errorTexts[error.code](error.details)}`, exitCode: exitCodes.refused };
  }
  if (error instanceof ConfigurationError)
    return { line: `setup-fault: ${error.message}`, exitCode: exitCodes.refused };
  if (error instanceof Refusal) return { line: explainRefusal(error.code, error.details), exitCode: exitCodes.refused };
  const kind = error instanceof Error ? error.name : typeof error;
  return { line: `${explainRefusal('internal-fault', {})} (${kind})`, exitCode: exitCodes.fault };
}
