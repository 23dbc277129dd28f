import { JsonError, type JsonMember, type JsonNode, parseJson } from './json.ts';

/** A position in a text, counted from 1 as editors do. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Where a text stops being JSON, and the character there; empty if the text ends too early. */
export interface JsonSyntaxError extends TextPosition {
  readonly found: string;
}

/**
 * Finds the position of a syntax error.
 *
 * @returns null if the position is unknown, or the text is JSON
 */
export function findJsonError(text: string): JsonSyntaxError | null {
  try {
    parseJson(text);
    return null;
  } catch (error) {
    return error instanceof JsonError ? placeOf(text, error.at) : null;
  }
}

function placeOf(text: string, offset: number): JsonSyntaxError {
  const before = text.slice(0, offset).split('\n');
  const point = text.codePointAt(offset);
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    found: point === undefined ? '' : String.fromCodePoint(point),
  };
}

/**
 * @param json well-formed
 * @param path such as `licenseTypes[2].name`
 * @returns the position of that value, or of the object that it is missing from; null if it is nested too deeply
 */
export function positionOf(json: string, path: string): TextPosition | null {
  let node: JsonNode;
  try {
    node = parseJson(json);
  } catch {
    return null;
  }
  let { at } = node;
  for (const [, name, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    // Of members with the same name, the last one counts.
    const member = node.members.findLast((one) => one.name === name);
    const value = name === undefined ? node.elements[Number(index)] : member?.value;
    if (value === undefined) break;
    at = member?.at ?? value.at;
    node = value;
  }
  const { line, column } = placeOf(json, at);
  return { line, column };
}

/**
 * @param json well-formed
 * @returns a field that an object contains twice, of which a parser drops the first; null if there is none
 */
export function findRepeatedField(json: string): (TextPosition & { readonly name: string }) | null {
  const found = repeatedIn(parseJson(json));
  if (!found) return null;
  const { line, column } = placeOf(json, found.at);
  return { line, column, name: found.name };
}

function repeatedIn({ members, elements }: JsonNode): JsonMember | null {
  const names = new Set<string>();
  for (const member of members) {
    if (names.has(member.name)) return member;
    names.add(member.name);
  }
  for (const value of [...members.map((member) => member.value), ...elements]) {
    const found = repeatedIn(value);
    if (found) return found;
  }
  return null;
}
