import { StartFault } from '../server/configurationError.ts';
import { refusals } from '../src/messages/refusals.en.ts';
import { refusalsIn } from '../src/messages/refusalText.ts';
import { Refusal, type RefusalCode, type RefusalDetails } from '../src/refusal.ts';
import { exitCodes } from './command.ts';
import { Trouble, UsageFault } from './errors.ts';
import { refusalsHere, troubleTexts } from './words.ts';

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
 * @param fault anything; of what is not known nothing but its kind is shown, since its message may hold what is secret
 */
export function explain(fault: unknown): { readonly line: string; readonly exitCode: number } {
  if (fault instanceof UsageFault) return { line: fault.message, exitCode: exitCodes.usage };
  if (fault instanceof Trouble) {
    return { line: `${fault.code}: ${troubleTexts[fault.code](fault.details)}`, exitCode: exitCodes.refused };
  }
  if (fault instanceof StartFault) return { line: `setup-fault: ${fault.message}`, exitCode: exitCodes.refused };
  if (fault instanceof Refusal) return { line: explainRefusal(fault.code, fault.details), exitCode: exitCodes.refused };
  const kind = fault instanceof Error ? fault.name : typeof fault;
  return { line: `${explainRefusal('internal-fault', {})} (${kind})`, exitCode: exitCodes.fault };
}
