import { type KeyboardLanguage, type KeyboardLayout, keys, layouts, noCharacter } from './layouts.ts';

/** Between which keyboards a text was lost: a scanner presses the keys of one, and the computer reads them as another. */
export interface KeyboardMismatch {
  readonly scanner: KeyboardLanguage;
  readonly computer: KeyboardLanguage;
  readonly capsLock: boolean;
}

/** A kind of text by which a translation is judged. */
export interface ScannedKind {
  /** All characters that such a text may have, without white space. */
  readonly alphabet: string;
  /** @returns the canonical form of a text that proves by its own checks to be of this kind; else null */
  read(text: string): string | null;
  /** Whether a text is of this kind, but damaged. Characters that cannot be known are {@link lostCharacter}. */
  resembles(text: string): boolean;
}

/** What a scanner of another layout typed. `unread`: it cannot be translated back, or in several ways. */
export type Retyped =
  | { readonly status: 'read'; readonly text: string }
  | { readonly status: 'unread'; readonly mismatches: readonly KeyboardMismatch[] };

/** Takes the place of a character that the other keyboard does not have, or has for two. */
export const lostCharacter = '\ufffd';

/** Longer texts are not typed by scanners: a code carries at most 4,296 characters, some of which become two. */
const longestText = 10_000;

const accents: Readonly<Record<string, string>> = { '`': '\u0300', '´': '\u0301', '^': '\u0302', '¨': '\u0308' };

/**
 * Translates a text that a scanner typed for another keyboard than the computer has, or with Caps Lock on. A translation counts
 * only if the text proves by its own checks to be right, and no other translation does.
 *
 * @param typed untrusted; a text that is right as it stands should not come here
 * @returns null when it is nothing of this kind in any layout
 */
export function retype(typed: string, kind: ScannedKind): Retyped | null {
  if (typed.length > longestText) return null;
  const found = translations(typed.normalize('NFC'), kind.alphabet);
  const read = found.flatMap(({ text, mismatch }) => {
    const value = kind.read(text);
    return value === null ? [] : [{ value, mismatch }];
  });
  const [only, another] = new Set(read.map(({ value }) => value));
  if (only !== undefined && another === undefined) return { status: 'read', text: only };
  const unread = only === undefined ? found.filter(({ text }) => kind.resembles(text)) : read;
  const mismatches = likeFirst(unread.map(({ mismatch }) => mismatch));
  return mismatches.length > 0 ? { status: 'unread', mismatches } : null;
}

/** The simplest come first; of the others, those count that differ only in the computer's language. */
function likeFirst(mismatches: readonly KeyboardMismatch[]): readonly KeyboardMismatch[] {
  const [first] = mismatches;
  const alike = mismatches.filter(({ scanner, capsLock }) => scanner === first?.scanner && capsLock === first.capsLock);
  return alike.filter(({ computer }, at) => alike.findIndex((other) => other.computer === computer) === at);
}

interface Translation {
  readonly text: string;
  readonly mismatch: KeyboardMismatch;
}

function translations(typed: string, alphabet: string): Translation[] {
  const characters = [...typed];
  return keyboards.flatMap((keyboard) => {
    const text = translate(characters, tableOf(keyboard, alphabet));
    return text === typed ? [] : [{ text, mismatch: keyboard.mismatch }];
  });
}

/** A scanner with the layout of its keys, and what the computer types for each of them. */
interface Keyboard {
  readonly mismatch: KeyboardMismatch;
  readonly scanner: KeyboardLayout;
  readonly computer: KeyboardLayout;
  /** By stroke: all keys, then all keys with Shift. */
  readonly typed: readonly string[];
}

const [us, ...others] = layouts;
const pairs = [
  ...others.map((computer) => [us, computer] as const),
  ...others.map((scanner) => [scanner, us] as const),
];
const keyboards: readonly Keyboard[] = [
  ...pairs.map(([scanner, computer]) => keyboardOf(scanner, computer, null)),
  ...[...layouts.map((layout) => [layout, layout] as const), ...pairs].flatMap(([scanner, computer]) =>
    computer.capsLock.map((shifted) => keyboardOf(scanner, computer, shifted)),
  ),
];

/** @param capsLock keys that Caps Lock shifts besides letters; null when it is off */
function keyboardOf(scanner: KeyboardLayout, computer: KeyboardLayout, capsLock: string | null): Keyboard {
  const mismatch = { scanner: scanner.language, computer: computer.language, capsLock: capsLock !== null };
  return { mismatch, scanner, computer, typed: strokesOf(computer, capsLock) };
}

/** @returns what each key types, then what each types with Shift */
export function strokesOf({ plain, shifted }: KeyboardLayout, capsLock: string | null): string[] {
  const [low, high] = [[...plain], [...shifted]];
  if (capsLock === null) return [...low, ...high];
  const isSwapped = (at: number) => isLetter(low[at], high[at]) || capsLock.includes(keys[at] as string);
  const swap = (from: readonly string[], to: readonly string[]) =>
    from.map((character, at) =>
      isSwapped(at) ? (to[at] as string) : capsLock === '' ? capital(character) : character,
    );
  return [...swap(low, high), ...swap(high, low)];
}

function isLetter(low = '', high = ''): boolean {
  return low !== high && low.toUpperCase() === high;
}

/** Letters that share a key with another sign. */
function capital(character: string): string {
  const upper = character.toUpperCase();
  return upper.length === 1 && /\p{Ll}/u.test(character) ? upper : character;
}

/** From what arrived to what was meant; {@link lostCharacter} for what may be two things. */
type Table = ReadonlyMap<string, string>;

const tables = new Map<string, Map<Keyboard, Table>>();

function tableOf(keyboard: Keyboard, alphabet: string): Table {
  const known = tables.get(alphabet) ?? new Map<Keyboard, Table>();
  tables.set(alphabet, known);
  const table = known.get(keyboard) ?? makeTable(keyboard, alphabet);
  known.set(keyboard, table);
  return table;
}

function makeTable({ scanner, computer, typed }: Keyboard, alphabet: string): Table {
  const table = new Map([' ', '\t', '\r', '\n'].map((space) => [space, space]));
  const put = (arrived: string, meant: string) =>
    table.set(arrived, (table.get(arrived) ?? meant) === meant ? meant : lostCharacter);
  const strokes = strokesOf(scanner, null).map((meant, at) => [typed[at] ?? noCharacter, meant] as const);
  const used = strokes.filter(
    ([arrived, meant]) => arrived !== noCharacter && alphabet.includes(meant) && !scanner.dead.includes(meant),
  );
  for (const [arrived, meant] of used) put(arrived, meant);
  for (const [accent, meant] of used.filter(([arrived]) => computer.dead.includes(arrived))) {
    for (const [letter, next] of used) {
      // An accent's key types nothing before the next key: then both as one character, or, where there is none, both.
      const joined = (letter + (accents[accent] ?? '')).normalize('NFC');
      if ([...joined].length === 1) put(joined, meant + next);
    }
  }
  return table;
}

function translate(typed: readonly string[], table: Table): string {
  return typed.map((character) => table.get(character) ?? lostCharacter).join('');
}
