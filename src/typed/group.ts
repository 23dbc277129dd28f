import { charactersOf, plainCapitals, symbolOf } from '../documents/symbols/crockford.ts';
import { evaluate, powersOfTwo } from '../documents/symbols/galoisField.ts';

/** `installation`: from the machine to the vendor. `confirmation`: back, a license. `return`: a seat goes back. */
export type CodeKind = 'installation' | 'confirmation' | 'return';

/** Characters of a group that carry data, five bits each. */
export const groupData = 5;
/** Characters of a group: its data and the check character behind them. */
export const groupLength = 6;

/** Places by which the kinds are apart, so that no group of one passes at the same place of another. */
const firstMark: Readonly<Record<CodeKind, number>> = { installation: 0, confirmation: 10, return: 20 };

export type GroupCheck =
  | { readonly status: 'empty' }
  /** `missing`: characters left to type. */
  | { readonly status: 'incomplete'; readonly missing: number }
  /** `text`: canonical, six characters. `data`: five values from 0 to 31. */
  | { readonly status: 'right'; readonly text: string; readonly data: readonly number[] }
  | {
      readonly status: 'wrong';
      /** Positions of characters that cannot occur, or that are too many. */
      readonly suspects: readonly number[];
      /** The place next to this one at which the group would be right: one was left out, or typed twice. */
      readonly fits: 'earlier' | 'later' | null;
      /** What the person probably wanted to type, canonical. A guess: it must be confirmed. */
      readonly suggestion: string | null;
      /** Whether the suggestion undoes Y and Z that a keyboard of another language swapped. */
      readonly isOtherKeyboard: boolean;
    };

/**
 * Writes a group. Its six values are the coefficients of a polynomial, highest first; the last is chosen so that at x = 2 it
 * has the value that marks kind and place.
 *
 * @param place from 0
 * @param data five values from 0 to 31
 * @returns six characters
 */
export function writeGroup(kind: CodeKind, place: number, data: readonly number[]): string {
  const check = evaluate([...data, 0], 2) ^ mark(kind, place);
  return charactersOf([...data, check]);
}

/**
 * Checks a group while it is typed. Case, O for 0, and I and L for 1 do not matter. One wrong character is always found, and so
 * are two that were swapped, a group of another kind of code, and one that is up to 30 places away from its own.
 *
 * @param place from 0
 * @param typed what was typed, without separators
 */
export function checkGroup(kind: CodeKind, place: number, typed: string): GroupCheck {
  const characters = [...typed];
  if (characters.length === 0) return { status: 'empty' };
  const values = characters.map(symbolOf);
  const suspects = [...values.keys()].filter((at) => values[at] === null || at >= groupLength);
  if (suspects.length > 0) return wrong(kind, place, { characters, suspects });
  if (values.length < groupLength) return { status: 'incomplete', missing: groupLength - values.length };
  const word = values as number[];
  if (!isRight(kind, place, word)) return wrong(kind, place, { characters, suspects });
  return { status: 'right', text: charactersOf(word), data: word.slice(0, groupData) };
}

/** @returns whether a group is right at a place, without looking for what else it could be */
export function isGroupAt(kind: CodeKind, place: number, typed: string): boolean {
  const word = [...typed].map(symbolOf);
  return word.length === groupLength && !word.includes(null) && isRight(kind, place, word as number[]);
}

/** Powers of 2 differ for 31 places in a row. */
function mark(kind: CodeKind, place: number): number {
  return powersOfTwo[(firstMark[kind] + place) % powersOfTwo.length] as number;
}

function isRight(kind: CodeKind, place: number, word: readonly number[]): boolean {
  return evaluate(word, 2) === mark(kind, place);
}

interface TypedGroup {
  readonly characters: readonly string[];
  readonly suspects: readonly number[];
}

function wrong(kind: CodeKind, place: number, { characters, suspects }: TypedGroup): GroupCheck {
  const read = (attempt: readonly string[]) => attempt.map(symbolOf);
  const isMeant = (at: number) => (attempt: readonly string[]) => isGroupAt(kind, at, attempt.join(''));
  const isAt = (other: number) => other >= 0 && isMeant(other)(characters);
  const fits = isAt(place + 1) ? 'later' : isAt(place - 1) ? 'earlier' : null;
  const swapped = otherKeyboard(characters);
  const isOtherKeyboard = fits === null && isMeant(place)(swapped) && `${swapped}` !== `${characters}`;
  const meant = isOtherKeyboard ? [swapped] : slips(characters).filter(isMeant(place));
  const texts = new Set(meant.map((attempt) => charactersOf(read(attempt) as number[])));
  const [suggestion = null] = fits === null && texts.size === 1 ? texts : [];
  return { status: 'wrong', suspects, fits, suggestion, isOtherKeyboard };
}

/** Keyboards of several languages have Y where others have Z. */
function otherKeyboard(characters: readonly string[]): string[] {
  const swap: Readonly<Record<string, string>> = { Y: 'Z', Z: 'Y' };
  return characters.map((character) => swap[plainCapitals(character)] ?? character);
}

/** Characters that are taken for one another in handwriting and print, and in English on the telephone. */
const lookAlikes = ['8B', '5S', '2Z', '6G', '0DQ', '17', '4A', '9G', 'UV', 'VY', 'MN', 'BDP', 'CG', 'FS'];

/** @returns what a person may have meant who made one mistake: took a character for another, or swapped two neighbors */
function slips(characters: readonly string[]): string[][] {
  const taken = characters.flatMap((character, at) =>
    lookAlikes
      .filter((set) => set.includes(plainCapitals(character)))
      .flatMap((set) => [...set].map((other) => replace(characters, at, [other]))),
  );
  const neighbors = characters.slice(1).map((second, at) => replace(characters, at, [second, characters[at] ?? '']));
  return [...taken, ...neighbors];
}

function replace(characters: readonly string[], at: number, others: readonly string[]): string[] {
  return [...characters.slice(0, at), ...others, ...characters.slice(at + others.length)];
}
