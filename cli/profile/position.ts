import { type ArrayNode, type MemberNode, type ObjectNode, parse, type ValueNode } from '@humanwhocodes/momoa';

/** Where something stands in a text, as editors count: from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Where a text stops being JSON, and what stands there: a character, or nothing where the text ends too early. */
export interface JsonFault extends TextPosition {
  readonly found: string;
}

/**
 * @param text what `JSON.parse` refuses
 * @returns null when no place can be named, or it is JSON
 */
export function faultInJson(text: string): JsonFault | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (message.includes('end of JSON input')) return faultAt(text, text.length);
    const position = / at position (\d+)/.exec(message)?.[1];
    return position === undefined ? faultOfToken(text) : faultAt(text, Number(position));
  }
}

/** Node 20 names no position where a short text holds a word or sign that belongs nowhere. */
function faultOfToken(text: string): JsonFault | null {
  try {
    parse(text, { mode: 'json' });
    return null;
  } catch (error) {
    const { offset } = error as { readonly offset?: number };
    return offset === undefined ? null : faultAt(text, offset);
  }
}

function faultAt(text: string, offset: number): JsonFault {
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
 * @returns where that stands; where it is missing, the object that it is missing from; null when it lies too deep
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
  // Of several of one name the last one counts.
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
 * @returns a field that stands in one object twice, of which a parser would drop the first; null when there is none
 */
export function fieldTwice(json: string): (TextPosition & { readonly name: string }) | null {
  return twiceIn(parse(json, { mode: 'json' }).body);
}

function twiceIn(node: ValueNode): (TextPosition & { readonly name: string }) | null {
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

function firstOf(nodes: readonly ValueNode[]): ReturnType<typeof twiceIn> {
  for (const node of nodes) {
    const found = twiceIn(node);
    if (found) return found;
  }
  return null;
}
