/** Bytes of UTF-8. */
export const longestName = 120;
/** The file extension, kept when a name is shortened. */
const shortEnding = /\.[^.\s]{1,16}$/;
/** Control characters and those that change the writing direction: they make a name read as another. */
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * Reduces a name to a plain file name: the last part of a path, without invisible characters. A long name is shortened
 * before its extension.
 *
 * @param name untrusted
 * @returns at most 120 bytes of UTF-8; empty when nothing is left
 */
export function plainFileName(name: string): string {
  const last = name.replace(invisible, '').split(/[/\\]/).at(-1) ?? '';
  const plain = last.trim().replace(/^\.+$/, '');
  if (lengthOf(plain) <= longestName) return plain;
  const ending = shortEnding.exec(plain)?.[0] ?? '';
  return beginningOf(plain.slice(0, plain.length - ending.length), longestName - lengthOf(ending)).trim() + ending;
}

function beginningOf(text: string, most: number): string {
  let beginning = '';
  for (const character of text) {
    if (lengthOf(beginning + character) > most) break;
    beginning += character;
  }
  return beginning;
}

function lengthOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
