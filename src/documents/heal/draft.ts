import { type DocumentType, documentTypeOf, elementNameOf } from '../documentType.ts';
import { type DocumentShape, documentShape, type ElementShape } from './shape.ts';
import type { Squeezed } from './squeeze.ts';

/** An attribute's value in damaged text. */
export interface FoundValue {
  readonly squeezed: string;
  readonly original: string;
}

export type FoundAttributes = ReadonlyMap<string, FoundValue>;

/** What was read of one document, complete or not. */
export interface Draft {
  readonly type: DocumentType;
  /** Attributes by name, by element. */
  readonly elements: ReadonlyMap<string, FoundAttributes>;
  /** Attributes of list items, by item element, in their order. */
  readonly items: ReadonlyMap<string, readonly FoundAttributes[]>;
  readonly keyId: string;
  /** The characters of the signature without padding; undefined without a signature. */
  readonly signature: string | undefined;
  /** Where payload and signature are in the original text. */
  readonly from: number;
  readonly to: number;
}

/** How every payload begins, in squeezed text. The attribute may be lost, the rest not. */
const BEGINNING = /<(LicenseRequest|LicenseReturn|License|Keyset)(?:id="?Terms|>)/gi;
const SIGNATURE_CHARACTERS = /[A-Za-z0-9+/_-]*/y;
const SIGNATURE_LENGTH = 86;
/** Kinds of values that may hold any character. All others are read without white space. */
const freeKinds: readonly string[] = ['holder', 'word'];

/** @returns whether a kind of value is free text, in which a space counts */
export function isFreeText(kind: { readonly name: string }): boolean {
  return freeKinds.includes(kind.name);
}

/**
 * Reads the documents in a text with the documents' declarations as the guide: whatever stands between their tags, and all
 * white space within, is skipped. Linear, because each reading ends where the next document begins.
 */
export function readDrafts(original: string, squeezed: Squeezed): readonly Draft[] {
  const beginnings = [...squeezed.text.matchAll(BEGINNING)];
  return beginnings.flatMap((beginning, index) => {
    const type = documentTypeOf(canonicalName(beginning[1] ?? ''));
    const end = beginnings[index + 1]?.index ?? squeezed.text.length;
    return type ? new DraftReader(original, squeezed, documentShape(type), end).read(beginning.index) : [];
  });
}

function canonicalName(name: string): string {
  const types = ['request', 'license', 'keyset', 'return'] as const;
  return types.map(elementNameOf).find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
}

/** Reads one document between two positions of the squeezed text. */
class DraftReader {
  readonly #original: string;
  readonly #squeezed: Squeezed;
  readonly #shape: DocumentShape;
  readonly #end: number;
  readonly #elements = new Map<string, Map<string, FoundValue>>();
  readonly #items = new Map<string, FoundAttributes[]>();
  #keyId = '';
  #signature: string | undefined;
  #to = 0;

  constructor(original: string, squeezed: Squeezed, shape: DocumentShape, end: number) {
    this.#original = original;
    this.#squeezed = squeezed;
    this.#shape = shape;
    this.#end = end;
  }

  read(from: number): Draft {
    const { tag, type } = this.#shape;
    tag.lastIndex = from + 1;
    this.#to = from + 1;
    for (
      let match = tag.exec(this.#squeezed.text);
      match && match.index < this.#end;
      match = tag.exec(this.#squeezed.text)
    ) {
      this.#to = tag.lastIndex;
      const name = (match[1] ?? '').toLowerCase();
      if (name === 'signature') {
        this.#readSignature(tag.lastIndex);
        break;
      }
      const element = this.#shape.byName.get(name);
      if (element) this.#keep(element, this.#readAttributes(tag.lastIndex));
      tag.lastIndex = this.#to;
    }
    return {
      type,
      elements: this.#elements,
      items: this.#items,
      keyId: this.#keyId,
      signature: this.#signature,
      from: this.#squeezed.at[from] ?? 0,
      to: this.#squeezed.at[this.#to] ?? this.#original.length,
    };
  }

  #keep(element: ElementShape, attributes: Map<string, FoundValue>): void {
    const isItem = !this.#shape.elements.includes(element);
    if (isItem) this.#items.set(element.name, [...(this.#items.get(element.name) ?? []), attributes]);
    else if (!this.#elements.has(element.name)) this.#elements.set(element.name, attributes);
  }

  /** Reads attributes in any order. */
  #readAttributes(from: number): Map<string, FoundValue> {
    const { attribute } = this.#shape;
    const attributes = new Map<string, FoundValue>();
    this.#to = from;
    for (;;) {
      attribute.lastIndex = this.#to;
      const match = attribute.exec(this.#squeezed.text);
      if (!match || this.#to >= this.#end) return attributes;
      const name = (match[1] ?? '').toLowerCase();
      const value = this.#readValue(attribute.lastIndex);
      if (!attributes.has(name)) attributes.set(name, value);
    }
  }

  #readValue(at: number): FoundValue {
    const { text, at: positions } = this.#squeezed;
    const isQuoted = text[at] === '"';
    const start = isQuoted ? at + 1 : at;
    const end = isQuoted ? this.#endOfQuoted(start) : this.#endOfUnquoted(start);
    this.#to = isQuoted ? Math.min(end + 1, text.length) : end;
    const originalStart = isQuoted ? (positions[at] ?? 0) + 1 : (positions[at] ?? 0);
    const original = this.#original.slice(originalStart, positions[end] ?? this.#original.length);
    return { squeezed: text.slice(start, end), original };
  }

  #endOfQuoted(start: number): number {
    const { text } = this.#squeezed;
    const { valueEnd } = this.#shape;
    const limit = this.#nextTag(start);
    for (let end = text.indexOf('"', start); end >= 0 && end < limit; end = text.indexOf('"', end + 1)) {
      valueEnd.lastIndex = end;
      if (valueEnd.test(text)) return end;
    }
    return limit;
  }

  /** An unquoted value ends at white space or `>`. */
  #endOfUnquoted(start: number): number {
    const { text, at } = this.#squeezed;
    let end = start;
    while (
      end < this.#end &&
      !'<>"'.includes(text[end] ?? '<') &&
      (end === start || at[end] === (at[end - 1] ?? 0) + 1)
    )
      end++;
    return text[end - 1] === '/' && text[end] === '>' ? end - 1 : end;
  }

  /** A `<` in a value is a tag only when a name follows. */
  #nextTag(from: number): number {
    const { text } = this.#squeezed;
    let at = text.indexOf('<', from);
    while (at >= 0 && at < this.#end && !/[A-Za-z/?!]/.test(text[at + 1] ?? 'x')) at = text.indexOf('<', at + 1);
    return at < 0 ? this.#end : Math.min(at, this.#end);
  }

  #readSignature(from: number): void {
    this.#keyId = this.#readAttributes(from).get('keyid')?.squeezed ?? '';
    const { text } = this.#squeezed;
    while (text[this.#to] === '>' || text[this.#to] === '"') this.#to++;
    SIGNATURE_CHARACTERS.lastIndex = this.#to;
    const [characters = ''] = SIGNATURE_CHARACTERS.exec(text) ?? [];
    const after = text[this.#to + characters.length];
    // Without `==` and `</Signature>`, the text below a signature runs into it.
    const isTooLong = characters.length > SIGNATURE_LENGTH && after !== '=' && after !== '<';
    this.#signature = isTooLong ? characters.slice(0, SIGNATURE_LENGTH) : characters;
    this.#to += this.#signature.length;
    while (text[this.#to] === '=') this.#to++;
  }
}
