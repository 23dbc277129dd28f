/** Longest name of a computer, in UTF-16 code units. */
export const longestName = 60;

/**
 * @param text as typed, or as it came with another device's code
 * @returns one line without characters that cannot be seen or that turn the writing direction, cut to {@link longestName}
 */
export function computerName(text: string): string {
  const line = text
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();
  return [...line].reduce(
    (cut, character) => (cut.length + character.length > longestName ? cut : cut + character),
    '',
  );
}
