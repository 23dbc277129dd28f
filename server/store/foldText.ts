/** A text as it is searched for: compatibility forms and case make no difference (Unicode NFKC, lower case). */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}

/** @returns what every text that begins with the prefix sorts before: the last of all characters stands behind it */
export function endOfPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}
