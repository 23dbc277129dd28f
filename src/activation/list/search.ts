import { plainCapitals } from '../../documents/symbols/crockford.ts';

/** Letters that have no accent to take off, and are typed without it all the same. */
const plainLetters: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' };

/**
 * @param text as a person wrote or typed it
 * @returns the text without case, accents and doubled spaces, for comparing
 */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßøłđæœı]/gu, (letter) => plainLetters[letter] ?? letter)
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * @param text a computer ID as typed: in any case, with or without hyphen, O for 0, and I or L for 1
 * @returns its eight characters, or as many as were typed
 */
export function foldedId(text: string): string {
  return plainCapitals(text)
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** @returns whether a name has all words of a query, or the computer ID has the query in it */
export function createSearch(query: string): (row: { readonly name: string; readonly machine: string }) => boolean {
  const words = folded(query).split(' ');
  const id = foldedId(query);
  return ({ name, machine }) => {
    if (id === '' || foldedId(machine).includes(id)) return true;
    const text = folded(name);
    return words.every((word) => text.includes(word));
  };
}
