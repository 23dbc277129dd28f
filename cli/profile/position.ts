import { type ArrayNode, type MemberNode, type ObjectNode, parse, type ValueNode } from '@humanwhocodes/momoa';

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
 * @param text that `JSON.parse` refuses
 * @returns null if the position is unknown, or the text is JSON
 */
export function findJsonError(text: string): JsonSyntaxError | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (message.includes('end of JSON input')) return errorAt(text, text.length);
    const position = / at position (\d+)/.exec(message)?.[1];
    return position === undefined ? errorAtToken(text) : errorAt(text, Number(position));
  }
}

/** Node 20 reports no position for an unexpected token in a short text. */
function errorAtToken(text: string): JsonSyntaxError | null {
  try {
    parse(text, { mode: 'json' });
    return null;
  } catch (error) {
    const { offset } = error as { readonly offset?: number };
    return offset === undefined ? null : errorAt(text, offset);
  }
}

function errorAt(text: string, offset: number): JsonSyntaxError {
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
  let node: ValueNode;
  try {
    node = parse(json, { mode: 'json' }).body;
  } catch {
    return null;
  }
  let { line, column } = node.loc.start;
  for (const [, name, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    const next = name === undefined ? elementOf(node, Number(index)) : memberOf(node, name);
    if (next === undefined) break;
    ({ line, column } = next.loc.start);
    node = next.value;
  }
  return { line, column };
}

function memberOf(node: ValueNode, name: string): MemberNode | undefined {
  // Of members with the same name, the last one counts.
  return node.type === 'Object'
    ? (node as ObjectNode).members.findLast((member) => nameOf(member) === name)
    : undefined;
}

function elementOf(node: ValueNode, index: number) {
  return node.type === 'Array' ? (node as ArrayNode).elements[index] : undefined;
}

function nameOf({ name }: MemberNode): string {
  return name.type === 'String' ? name.value : name.name;
}

/**
 * @param json well-formed
 * @returns a field that an object contains twice, of which a parser drops the first; null if there is none
 */
export function findRepeatedField(json: string): (TextPosition & { readonly name: string }) | null {
  return repeatedIn(parse(json, { mode: 'json' }).body);
}

function repeatedIn(node: ValueNode): (TextPosition & { readonly name: string }) | null {
  if (node.type === 'Array') return firstOf((node as ArrayNode).elements.map(({ value }) => value));
  if (node.type !== 'Object') return null;
  const names = new Set<string>();
  for (const member of (node as ObjectNode).members) {
    const name = nameOf(member);
    const { line, column } = member.loc.start;
    if (names.has(name)) return { line, column, name };
    names.add(name);
  }
  return firstOf((node as ObjectNode).members.map(({ value }) => value));
}

function firstOf(nodes: readonly ValueNode[]): ReturnType<typeof repeatedIn> {
  for (const node of nodes) {
    const found = repeatedIn(node);
    if (found) return found;
  }
  return null;
}
