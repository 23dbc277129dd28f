/** Letters that Unicode does not decompose into a base letter and a mark, and the second form of sigma. */
const foldedLetters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ς: 'σ', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ħ: 'h', ı: 'i', ŧ: 't' },
};

/** As people without an umlaut on their keyboard write them. */
const germanVowels: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** Longest word in the index, in UTF-16 code units. */
const LONGEST_WORD = 40;
/** Most words of a search; further ones do not narrow it. */
const MOST_WORDS = 8;

/**
 * Splits a text into the words by which it is found: lower case, without accents; words with German umlauts in both
 * spellings.
 *
 * @param text any text
 * @returns different words of letters and digits
 */
export function indexedWords(text: string): readonly string[] {
  const lower = lowerCase(text);
  const german = lower.replace(/[äöü]/g, (vowel) => germanVowels[vowel] ?? vowel);
  return [...new Set([...wordsIn(lower), ...wordsIn(german)])];
}

/** @returns what the words of a text begin with that a search finds */
export function searchedWords(text: string): readonly string[] {
  return [...new Set(wordsIn(lowerCase(text)))].slice(0, MOST_WORDS);
}

/** Whether a search finds a text: each word of the search begins a word of the text. */
export function hasWords(text: string, searched: readonly string[]): boolean {
  const words = indexedWords(text);
  return searched.every((begin) => words.some((word) => word.startsWith(begin)));
}

function lowerCase(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFC');
}

function wordsIn(lower: string): readonly string[] {
  const bare = lower
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßςøłđðþæœħıŧ]/g, (letter) => foldedLetters[letter] ?? letter);
  return (bare.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, LONGEST_WORD));
}
