import type { KeyboardLayout } from '../../../src/documents/keyboard/layouts.ts';
import { strokesOf } from '../../../src/documents/keyboard/retype.ts';

const marks: Readonly<Record<string, string>> = { '`': '\u0300', '´': '\u0301', '^': '\u0302', '¨': '\u0308' };

interface Desk {
  readonly scanner: KeyboardLayout;
  readonly computer: KeyboardLayout;
  /** Keys that Caps Lock shifts besides letters; null when it is off. */
  readonly capsLock?: string | null;
  /** Whether nothing appears of an accent and a character that do not combine, as on Linux; else both do, as on Windows. */
  readonly swallows?: boolean;
}

/**
 * An accent's key waits for the next one.
 *
 * @returns what arrives when a scanner types a text; null when the scanner has no key for one of its characters
 */
export function typedOn({ scanner, computer, capsLock = null, swallows = false }: Desk, text: string): string | null {
  const keys = strokesOf(scanner, null);
  const arriving = strokesOf(computer, capsLock);
  let waiting = '';
  let arrived = '';
  for (const character of text) {
    const key = keys.indexOf(character);
    if (key < 0 && !/\s/.test(character)) return null;
    const typed = key < 0 ? character : (arriving[key] ?? '');
    const mark = marks[waiting] ?? '';
    const joined = (typed + mark).normalize('NFC');
    const isNext = waiting === '' && computer.dead.includes(typed);
    if (isNext) waiting = typed;
    else {
      const isJoined = waiting !== '' && /[aeiou]/i.test(typed) && [...joined].length === 1;
      const apart = /\s/.test(typed) ? waiting : swallows ? '' : waiting + typed;
      arrived += waiting === '' ? typed : isJoined ? joined : apart;
      waiting = '';
    }
  }
  return arrived + waiting;
}
