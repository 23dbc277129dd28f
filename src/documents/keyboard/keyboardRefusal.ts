import { Refusal, type RefusalDetails } from '../../refusal.ts';
import type { KeyboardMismatch } from './retype.ts';

/**
 * @param mismatches at least one, alike but for the computer's language
 * @returns Refusal `scanner-keyboard-layout` with `capsLock`, which is `on`, if it is to be turned off, and, if the keyboards
 *   differ, `scanner`, the language that it is set to, and `layouts`, those that the computer may have
 */
export function keyboardRefusal(mismatches: readonly KeyboardMismatch[]): Refusal {
  const details: RefusalDetails = {
    ...(mismatches.some(({ capsLock }) => capsLock) && { capsLock: 'on' }),
    ...languagesOf(mismatches.filter(({ scanner, computer }) => scanner !== computer)),
  };
  return new Refusal('scanner-keyboard-layout', details);
}

function languagesOf(mismatches: readonly KeyboardMismatch[]): RefusalDetails {
  const [first] = mismatches;
  return first ? { scanner: first.scanner, layouts: mismatches.map(({ computer }) => computer) } : {};
}
