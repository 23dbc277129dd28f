import { keyboardNames } from '../../src/messages/en/parts/keyboard.ts';
import type { RefusalText } from '../../src/messages/refusalText.ts';
import type { RefusalDetails } from '../../src/refusal.ts';

/** A hand scanner types for another keyboard than the machine has. */
export function keyboardText({ scanner, layouts, capsLock }: RefusalDetails): RefusalText {
  if (!scanner) {
    return {
      title: 'Caps Lock is on',
      why: 'The scanner types the code, but capitals and small letters arrive swapped.',
      next: 'Turn off Caps Lock and read the code again.',
    };
  }
  const nameOf = (language: unknown) => keyboardNames[String(language)] ?? 'another language';
  const machine = Array.isArray(layouts) ? layouts.map(nameOf).join(' or ') : nameOf(layouts);
  return {
    title: 'The scanner is set to another keyboard',
    why: `It types for ${nameOf(scanner)}, and the keyboard of this machine is ${machine}${capsLock ? ', with Caps Lock on' : ''}. So some characters of the code got lost.`,
    next: `${capsLock ? 'Turn off Caps Lock. ' : ''}Set the scanner to the ${machine} keyboard layout, or the keyboard of this machine to ${nameOf(scanner)}, and read the code again.`,
  };
}
