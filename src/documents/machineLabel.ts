/** Characters of a name that a person gives a machine. */
export const longestLabel = 60;
/** UTF-8 bytes: a length byte holds it, and a file name has room for more. */
const mostBytes = 100;
/** Control characters, and those that are invisible or change the writing direction: they make a name read as another. */
const invisible = /[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029]/gu;

/**
 * Reduces what a person typed, or what a code or a file name claims, to a plain name of a machine such as "Line 3 left
 * panel": one line without invisible characters. A name is a label for people and proves nothing.
 *
 * @param text untrusted
 * @returns at most 60 characters and 100 bytes of UTF-8; empty when nothing is left
 */
export function plainLabel(text: string): string {
  // A longer text is nobody's name; the limit keeps the work small. Spaces that an invisible character parts become one.
  const line = text.slice(0, 1000).replace(/\s+/gu, ' ').replace(invisible, '');
  // Devices type and name files with composed or decomposed letters.
  const plain = line.replace(/\s+/gu, ' ').trim().normalize('NFC');
  let label = '';
  let [characters, bytes] = [0, 0];
  for (const character of plain) {
    characters += 1;
    bytes += new TextEncoder().encode(character).length;
    if (characters > longestLabel || bytes > mostBytes) break;
    label += character;
  }
  return label.trim();
}
