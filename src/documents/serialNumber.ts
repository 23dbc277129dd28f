import { charactersOf, symbolOf, symbolsOf } from './crockford.ts';
import { checkSymbols, correctOne, fill, isCodeword } from './reedSolomon.ts';

const DATA_SYMBOLS = 18;
const SYMBOLS = 20;
const GROUP = 5;
/** White space and every dash that a word processor may have made of a hyphen. */
const SEPARATORS = /[\s\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d_.-]/gu;

export type SerialNumberCheck =
  | { readonly status: 'empty' }
  /** `missing`: how many characters are still to come. */
  | { readonly status: 'incomplete'; readonly missing: number }
  /** `canonical`: upper case, in groups, as it is sent and hashed. */
  | { readonly status: 'valid'; readonly canonical: string }
  | {
      readonly status: 'mistyped';
      /** Places among the characters typed, from 0, separators not counted; empty when the fault cannot be located. */
      readonly suspects: readonly number[];
      /** What was probably meant, in canonical form; a person decides. */
      readonly suggestion?: string;
    };

/**
 * Makes a serial number: 18 random symbols and two that check them, in Crockford base32.
 *
 * @param random 12 random bytes, of which the first 90 bits are used
 * @returns canonical form, `XXXXX-XXXXX-XXXXX-XXXXX`
 */
export function mintSerialNumber(random: Uint8Array): string {
  const data = symbolsOf(random, DATA_SYMBOLS);
  return inGroups([...data, ...checkSymbols(data)]);
}

/**
 * Looks at a serial number while it is typed. Case, spaces, hyphens, O for 0 and I or L for 1 do not matter. Every one or
 * two wrong characters are noticed; a single one, or up to two that are no serial characters at all, are located and a
 * suggestion is made, which is never applied by itself: with three wrong characters it may be a wrong one.
 *
 * @param text whatever a person has typed so far
 */
export function checkSerialNumber(text: string): SerialNumberCheck {
  const typed = [...text.replace(SEPARATORS, '')];
  if (typed.length === 0) return { status: 'empty' };
  const symbols = typed.map(symbolOf);
  const unreadable = [...symbols.keys()].filter((index) => symbols[index] === null);
  const word = symbols.map((symbol) => symbol ?? 0);
  if (typed.length > SYMBOLS) return { status: 'mistyped', suspects: unreadable };
  if (unreadable.length > 0) return suggest(unreadable, typed.length, word);
  if (typed.length < SYMBOLS) return { status: 'incomplete', missing: SYMBOLS - typed.length };
  if (isCodeword(word)) return { status: 'valid', canonical: inGroups(word) };
  const correction = correctOne(word);
  if (!correction) return { status: 'mistyped', suspects: [] };
  return { status: 'mistyped', suspects: [correction.position], suggestion: inGroups(correction.word) };
}

/**
 * @param canonical as `mintSerialNumber` or `checkSerialNumber` gives it
 * @returns the last group alone, `*****-*****-*****-XXXXX`
 */
export function maskSerialNumber(canonical: string): string {
  return `*****-*****-*****-${canonical.slice(-GROUP)}`;
}

function suggest(unreadable: readonly number[], typed: number, word: readonly number[]): SerialNumberCheck {
  const filled = typed === SYMBOLS && unreadable.length <= 2 ? fill(word, unreadable) : null;
  return { status: 'mistyped', suspects: unreadable, ...(filled && { suggestion: inGroups(filled) }) };
}

function inGroups(symbols: readonly number[]): string {
  return charactersOf(symbols).replace(/.{5}(?=.)/g, '$&-');
}
