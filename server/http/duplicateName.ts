import { endOfString } from './jsonBounds.ts';

/**
 * Finds out whether an object of a JSON text, at any depth, has a name twice. Programs disagree about which of the two
 * values counts (RFC 8259 section 4). Takes linear time.
 *
 * @param json a text that `JSON.parse` accepts
 */
export function hasDuplicateName(json: string): boolean {
  /** The names so far of each open object; null for an open array. */
  const open: (Set<string> | null)[] = [];
  let isName = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (character === '"') {
      const end = endOfString(json, index) + 1;
      const names = open.at(-1);
      if (isName && names) {
        const name = JSON.parse(json.slice(index, end)) as string;
        if (names.has(name)) return true;
        names.add(name);
      }
      isName = false;
      index = end - 1;
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      isName = character === '{';
    } else if (character === '}' || character === ']') {
      open.pop();
      isName = false;
    } else if (character === ',') {
      isName = true;
    }
  }
  return false;
}
