import type { RefusalDetails } from '../../../refusal.ts';
import type { RefusalText } from '../../refusalText.ts';

/** Languages of keyboards. */
export const keyboardNames: Readonly<Record<string, string>> = {
  us: 'US English',
  de: 'German',
  fr: 'French',
  'de-CH': 'Swiss German',
  'fr-CH': 'Swiss French',
};

/** A hand scanner types for another keyboard than the computer has. */
export function keyboardText({ scanner, layouts, capsLock }: RefusalDetails): RefusalText {
  const nameOf = (language: unknown) => keyboardNames[String(language)] ?? 'another language';
  if (!scanner) {
    return {
      title: 'Caps Lock is on',
      why: 'The scanner types the code, but this computer swaps capitals and small letters.',
      next: 'Turn off Caps Lock and scan again.',
    };
  }
  const computer = Array.isArray(layouts) ? layouts.map(nameOf).join(' or ') : nameOf(layouts);
  const settings = `set the scanner to the ${computer} keyboard layout, or switch this computer’s keyboard to ${nameOf(scanner)}, and scan again.`;
  return {
    title: 'The scanner is set to another keyboard',
    why: `It types for ${nameOf(scanner)}, and this computer’s keyboard is ${computer}${capsLock ? ', with Caps Lock on' : ''}. So some characters of the code got lost.`,
    next: capsLock ? `Turn off Caps Lock. Then ${settings}` : `S${settings.slice(1)}`,
  };
}
