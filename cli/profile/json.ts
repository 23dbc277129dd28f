/** A value of a JSON text with the place where it begins, in UTF-16 units from 0. */
export interface JsonNode {
  readonly at: number;
  /** Of an object; members with the same name stand one after another. */
  readonly members: readonly JsonMember[];
  /** Of an array. */
  readonly elements: readonly JsonNode[];
}

export interface JsonMember {
  readonly name: string;
  /** Where its name begins. */
  readonly at: number;
  readonly value: JsonNode;
}

/** A text is no JSON. */
export class JsonError extends Error {
  override readonly name = 'JsonError';

  /** @param at where the first character stands that is wrong there; the end if the text ends too early */
  constructor(readonly at: number) {
    super('not JSON');
  }
}

/** A token of RFC 8259 behind white space; sticky. */
const TOKEN =
  /[ \t\n\r]*(?:("(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([{}[\]:,]))/y;
/** What is right in front of an error: white space, and the beginning of a string; sticky. */
const BEGIN = /[ \t\n\r]*(?:"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*)?/y;

type JsonTokenKind = 'string' | 'other' | '{' | '}' | '[' | ']' | ':' | ',' | 'end';

interface JsonToken {
  readonly kind: JsonTokenKind;
  readonly at: number;
  readonly text: string;
}

/**
 * Parses JSON with the place of every value. `JSON.parse` keeps no places and drops members whose name appears again.
 *
 * @throws JsonError; RangeError for values that are nested too deeply
 */
export function parseJson(json: string): JsonNode {
  const tokens = new Tokens(json);
  const node = valueFrom(tokens);
  tokens.take('end');
  return node;
}

class Tokens {
  readonly #json: string;
  #next: JsonToken;

  constructor(json: string) {
    this.#json = json;
    this.#next = this.#read(0);
  }

  has(kind: JsonTokenKind): boolean {
    return this.#next.kind === kind;
  }

  /** @throws JsonError if the next token is another one */
  take(...kinds: readonly JsonTokenKind[]): JsonToken {
    const token = this.#next;
    if (!kinds.includes(token.kind)) throw new JsonError(token.at);
    if (token.kind !== 'end') this.#next = this.#read(token.at + token.text.length);
    return token;
  }

  #read(from: number): JsonToken {
    TOKEN.lastIndex = from;
    const match = TOKEN.exec(this.#json);
    if (match === null) {
      BEGIN.lastIndex = from;
      const begin = BEGIN.exec(this.#json)?.[0] ?? '';
      const at = from + begin.length;
      if (at < this.#json.length || begin.includes('"')) throw new JsonError(at);
      return { kind: 'end', at, text: '' };
    }
    const [all, string, word, sign] = match;
    const text = string ?? word ?? sign ?? '';
    const kind = (sign as JsonTokenKind | undefined) ?? (string === undefined ? 'other' : 'string');
    return { kind, at: from + all.length - text.length, text };
  }
}

function valueFrom(tokens: Tokens): JsonNode {
  const { kind, at } = tokens.take('string', 'other', '{', '[');
  const members: JsonMember[] = [];
  const elements: JsonNode[] = [];
  if (kind === '{') takeList(tokens, '}', () => members.push(memberFrom(tokens)));
  if (kind === '[') takeList(tokens, ']', () => elements.push(valueFrom(tokens)));
  return { at, members, elements };
}

function memberFrom(tokens: Tokens): JsonMember {
  const { at, text } = tokens.take('string');
  tokens.take(':');
  return { at, name: JSON.parse(text), value: valueFrom(tokens) };
}

function takeList(tokens: Tokens, end: '}' | ']', takeItem: () => void): void {
  if (!tokens.has(end)) {
    takeItem();
    while (tokens.has(',')) {
      tokens.take(',');
      takeItem();
    }
  }
  tokens.take(end);
}
