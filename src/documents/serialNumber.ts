import { serialMask } from './rules.ts';
import { charactersOf, separators, symbolOf, symbolsOf } from './symbols/crockford.ts';
import { checkSymbols, correctOne, fill, isCodeword } from './symbols/reedSolomon.ts';

const DATA_SYMBOLS = 18;
const SYMBOLS = 20;
const GROUP = 5;

export type SerialNumberCheck =
  | { readonly status: 'empty' }
  /** `missing`: number of characters left to type. */
  | { readonly status: 'incomplete'; readonly missing: number }
  /** `canonical`: upper case, in groups of five; the form that is sent and hashed. */
  | { readonly status: 'valid'; readonly canonical: string }
  | {
      readonly status: 'mistyped';
      /** Positions among the typed characters, from 0, separators not counted; empty when the mistake cannot be located. */
      readonly suspects: readonly number[];
      /** The probable serial number, canonical; the person must confirm it. */
      readonly suggestion?: string;
    };

/**
 * Creates a serial number: 18 random symbols and two check symbols in Crockford base32.
 *
 * @param random 12 random bytes; the first 90 bits are used
 * @returns canonical form, `XXXXX-XXXXX-XXXXX-XXXXX`
 */
export function mintSerialNumber(random: Uint8Array): string {
  const data = symbolsOf(random, DATA_SYMBOLS);
  return inGroups([...data, ...checkSymbols(data)]);
}

/**
 * Checks a serial number while it is typed. Case, spaces, hyphens, O for 0 and I or L for 1 do not matter. One or two wrong
 * characters are always detected. A single wrong character, or up to two that are outside of the alphabet, are located and
 * yield a suggestion. It is never applied automatically: with three wrong characters it may be wrong.
 *
 * @param text what the person has typed so far
 */
export function checkSerialNumber(text: string): SerialNumberCheck {
  const typed = [...text.replace(separators, '')];
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
 * @param canonical from `mintSerialNumber` or `checkSerialNumber`
 * @returns only the last group readable, `*****-*****-*****-XXXXX`
 */
export function maskSerialNumber(canonical: string): string {
  return serialMask + canonical.slice(-GROUP);
}

function suggest(unreadable: readonly number[], typed: number, word: readonly number[]): SerialNumberCheck {
  const filled = typed === SYMBOLS && unreadable.length <= 2 ? fill(word, unreadable) : null;
  return { status: 'mistyped', suspects: unreadable, ...(filled && { suggestion: inGroups(filled) }) };
}

function inGroups(symbols: readonly number[]): string {
  return charactersOf(symbols).replace(/.{5}(?=.)/g, '$&-');
}
