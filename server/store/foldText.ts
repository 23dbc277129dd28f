/** The form by which names are sorted: Unicode NFKC, lower case, trimmed. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}

/** @returns an upper bound for all texts that begin with the prefix: the prefix followed by U+10FFFF */
export function endOfPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}
