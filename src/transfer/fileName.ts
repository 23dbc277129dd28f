/** Bytes of UTF-8. */
export const longestName = 120;
/** Control characters, and those that turn the direction of writing: they make a name read as another. */
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * Makes a file name that is only that: the last part of a path, without what is unseen.
 *
 * @param name as it came, untrusted
 * @returns at most 120 bytes of UTF-8; empty when nothing is left
 */
export function plainFileName(name: string): string {
  const last = name.replace(invisible, '').split(/[/\\]/).at(-1) ?? '';
  const trimmed = last.trim().replace(/^\.+$/, '');
  let plain = '';
  for (const character of trimmed) {
    if (new TextEncoder().encode(plain + character).length > longestName) break;
    plain += character;
  }
  return plain.trim();
}
