/**
 * How the letters of a code are read aloud. `international`: ITU and ICAO. `cities`: DIN 5009:2022. `names`: the German one
 * before it, which many still use. `letters`: as they are.
 */
export type SpellingAlphabet = 'international' | 'cities' | 'names' | 'letters';

/** A code has no I, L, O and U. */
const words: Readonly<Record<Exclude<SpellingAlphabet, 'letters'>, string>> = {
  international:
    'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel Juliett Kilo Mike November Papa Quebec Romeo Sierra Tango Victor ' +
    'Whiskey X-ray Yankee Zulu',
  cities:
    'Aachen Berlin Chemnitz Düsseldorf Essen Frankfurt Goslar Hamburg Jena Köln München Nürnberg Potsdam Quickborn Rostock ' +
    'Salzwedel Tübingen Völklingen Wuppertal Xanten Ypsilon Zwickau',
  names:
    'Anton Berta Cäsar Dora Emil Friedrich Gustav Heinrich Julius Kaufmann Martha Nordpol Paula Quelle Richard Samuel ' +
    'Theodor Viktor Wilhelm Xanthippe Ypsilon Zacharias',
};

export const spellingAlphabets = [
  'international',
  'cities',
  'names',
  'letters',
] as const satisfies readonly SpellingAlphabet[];

/** @param language tag (BCP 47) @returns the alphabet that its speakers know */
export function usualAlphabet(language: string): SpellingAlphabet {
  return /^de\b/i.test(language) ? 'cities' : 'international';
}

/**
 * @param group canonical
 * @returns the words to read, one for each character, such as `4`, `Foxtrot`, `Bravo`; digits are read as they are
 */
export function spellingOf(group: string, alphabet: SpellingAlphabet): readonly string[] {
  const all = alphabet === 'letters' ? [] : words[alphabet].split(' ');
  return [...group].map((character) => all.find((word) => word.startsWith(character)) ?? character);
}

/** @param group canonical @returns how it is read aloud, such as `4 Foxtrot Bravo` */
export function spelled(group: string, alphabet: SpellingAlphabet = 'international'): string {
  return spellingOf(group, alphabet).join(' ');
}
