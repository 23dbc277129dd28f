/** The spelling alphabet of the ITU and ICAO for the letters of a code; digits are read as they are. */
const words: Readonly<Record<string, string>> = {
  A: 'Alfa',
  B: 'Bravo',
  C: 'Charlie',
  D: 'Delta',
  E: 'Echo',
  F: 'Foxtrot',
  G: 'Golf',
  H: 'Hotel',
  J: 'Juliett',
  K: 'Kilo',
  M: 'Mike',
  N: 'November',
  P: 'Papa',
  Q: 'Quebec',
  R: 'Romeo',
  S: 'Sierra',
  T: 'Tango',
  V: 'Victor',
  W: 'Whiskey',
  X: 'X-ray',
  Y: 'Yankee',
  Z: 'Zulu',
};

/** @param group canonical @returns how it is read aloud, such as `4 Foxtrot Bravo` */
export function spelled(group: string): string {
  return [...group].map((character) => words[character] ?? character).join(' ');
}
