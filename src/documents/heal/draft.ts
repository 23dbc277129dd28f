import { type DocumentType, documentTypeOf, documentTypes, elementNameOf } from '../documentType.ts';
import { fileLimits } from '../fileLimits.ts';
import { isLetter } from './codeUnits.ts';
import { HEAD } from './exact.ts';
import { type DocumentShape, documentShape, type ElementShape } from './shape.ts';
import type { Squeezed } from './squeeze.ts';

/** An attribute's value in damaged text. */
export interface FoundValue {
  readonly squeezed: string;
  readonly original: string;
}

export type FoundAttributes = ReadonlyMap<string, FoundValue>;

/** What was read of one document, complete or not. */
export interface DocumentDraft {
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
const BEGINNING = /<(LicenseRequest|LicenseReturn|License|Keyset|ActivationReceipt)(?:id="?Terms|>)/gi;
/** More documents than fit into 1 MiB. */
const mostDrafts = 2200;
/** A document has at most 64 KiB; what is between its tags may take as much again, three times. */
const longestSegment = 4 * fileLimits.document;
/** More tags than the longest document has. */
const mostTags = 4096;
/** Quotation marks that begin and end a quotation. */
const twoSided = '"\'\u2019\u201d\uff02';
/** Longer than the name of any attribute. */
const longestName = 32;
/** More quotation marks than the longest free text has. */
const mostMarks = 320;
/** Quotation marks that are looked at behind one that may end a value. */
const mostMarksBehind = 16;
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
 * white space within, is skipped. Linear, because each reading ends where the next document begins. A document that stands
 * there several times, in the same characters, is read once.
 */
export function readDrafts(original: string, squeezed: Squeezed): readonly DocumentDraft[] {
  const beginnings: RegExpExecArray[] = [];
  for (const beginning of squeezed.text.matchAll(BEGINNING)) {
    if (beginnings.push(beginning) > mostDrafts) break;
  }
  const known = new Set<string>();
  return beginnings.slice(0, mostDrafts).flatMap((beginning, index) => {
    const type = documentTypeOf(canonicalName(beginning[1] ?? ''));
    const from = beginning.index;
    const to = Math.min(beginnings[index + 1]?.index ?? squeezed.text.length, from + longestSegment);
    const segment = { text: squeezed.text.slice(from, to), at: squeezed.at.subarray(from, to) };
    const originalEnd = squeezed.at[to] ?? original.length;
    const passage = original.slice(Math.max(0, (squeezed.at[from] ?? 0) - HEAD.length), originalEnd);
    if (known.has(passage)) return [];
    known.add(passage);
    return type ? new DraftReader(original, originalEnd, segment, documentShape(type)).read() : [];
  });
}

function canonicalName(name: string): string {
  return documentTypes.map(elementNameOf).find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
}

/** In French, a space stands inside each quotation mark. */
function hasFrenchSpaces(quoted: string): boolean {
  const isSpace = (character: string | undefined) => character !== undefined && ' \u00a0\u202f'.includes(character);
  return quoted.length > 1 && isSpace(quoted[0]) && isSpace(quoted.at(-1));
}

/** Reads one document in the text up to the next one. */
class DraftReader {
  readonly #original: string;
  readonly #originalEnd: number;
  readonly #squeezed: Squeezed;
  readonly #shape: DocumentShape;
  readonly #elements = new Map<string, Map<string, FoundValue>>();
  readonly #items = new Map<string, FoundAttributes[]>();
  #keyId = '';
  #signature: string | undefined;
  #to = 0;
  #tagAhead = -1;

  constructor(original: string, originalEnd: number, squeezed: Squeezed, shape: DocumentShape) {
    this.#original = original;
    this.#originalEnd = originalEnd;
    this.#squeezed = squeezed;
    this.#shape = shape;
  }

  read(): DocumentDraft {
    const { tag, type } = this.#shape;
    const { text } = this.#squeezed;
    tag.lastIndex = 1;
    this.#to = 1;
    for (let tags = 0, match = tag.exec(text); match && tags < mostTags; tags++, match = tag.exec(text)) {
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
      from: this.#originalAt(0),
      to: this.#originalAt(this.#to),
    };
  }

  #originalAt(position: number): number {
    return this.#squeezed.at[position] ?? this.#originalEnd;
  }

  #keep(element: ElementShape, attributes: Map<string, FoundValue>): void {
    const isItem = !this.#shape.elements.includes(element);
    const items = this.#items.get(element.name);
    if (isItem && items) items.push(attributes);
    else if (isItem) this.#items.set(element.name, [attributes]);
    else if (!this.#elements.has(element.name)) this.#elements.set(element.name, attributes);
  }

  /** Reads attributes in any order. */
  #readAttributes(from: number): Map<string, FoundValue> {
    const attributes = new Map<string, FoundValue>();
    this.#to = from;
    for (let name = this.#nameAt(from); name; name = this.#nameAt(this.#to)) {
      const value = this.#readValue(this.#to + name.length + 1);
      if (!attributes.has(name)) attributes.set(name, value);
    }
    return attributes;
  }

  /** @returns the name, in lower case, of the attribute whose name and equals sign begin at a position */
  #nameAt(from: number): string | undefined {
    const { text } = this.#squeezed;
    let end = from;
    while (end < text.length && end - from < longestName && isLetter(text.charCodeAt(end))) end++;
    if (end === from || text[end] !== '=') return undefined;
    const name = text.slice(from, end);
    const { attributeNames } = this.#shape;
    return attributeNames.get(name) ?? attributeNames.get(name.toLowerCase());
  }

  #readValue(at: number): FoundValue {
    const { text } = this.#squeezed;
    const isQuoted = text[at] === '"';
    const start = isQuoted ? at + 1 : at;
    const end = isQuoted ? this.#endOfQuoted(start) : this.#endOfUnquoted(start);
    this.#to = isQuoted ? Math.min(end + 1, text.length) : end;
    const originalStart = this.#originalAt(at) + (isQuoted ? 1 : 0);
    const original = this.#original.slice(originalStart, this.#originalAt(end));
    const isSpaced = isQuoted && '«‹'.includes(this.#original[originalStart - 1] ?? ' ') && hasFrenchSpaces(original);
    return { squeezed: text.slice(start, end), original: isSpaced ? original.slice(1, -1) : original };
  }

  /** A value ends at its own kind of quotation mark, if that also ends quotations; at any kind where typography changed it. */
  #endOfQuoted(start: number): number {
    const { text } = this.#squeezed;
    const limit = this.#nextTag(start);
    const opening = this.#original[this.#originalAt(start - 1)] ?? '';
    let anyKind = limit;
    let end = text.indexOf('"', start);
    for (let marks = 0; end >= 0 && end < limit && marks < mostMarks; marks++, end = text.indexOf('"', end + 1)) {
      if (!this.#isEndBefore(end + 1)) continue;
      if (opening === this.#original[this.#originalAt(end)] || !twoSided.includes(opening)) return end;
      if (anyKind < limit) continue;
      anyKind = end;
      marks = Math.max(marks, mostMarks - mostMarksBehind);
    }
    return anyKind;
  }

  /** A quotation mark ends a value when a tag's end or another attribute follows. */
  #isEndBefore(position: number): boolean {
    const { text } = this.#squeezed;
    const at = text[position] === '/' ? position + 1 : position;
    const next = text[at];
    if (next === undefined || next === '>' || next === '<' || next === '?') return true;
    return at === position && this.#nameAt(position) !== undefined;
  }

  /** An unquoted value ends at white space or `>`. */
  #endOfUnquoted(start: number): number {
    const { text, at } = this.#squeezed;
    let end = start;
    while (
      end < text.length &&
      !'<>"'.includes(text[end] ?? '<') &&
      (end === start || at[end] === (at[end - 1] ?? 0) + 1)
    )
      end++;
    return text[end - 1] === '/' && text[end] === '>' ? end - 1 : end;
  }

  /** A `<` in a value is a tag only when a name follows. The tag is kept for all values before it. */
  #nextTag(from: number): number {
    if (from <= this.#tagAhead) return this.#tagAhead;
    const { text } = this.#squeezed;
    let at = text.indexOf('<', from);
    while (at >= 0 && !/[A-Za-z/?!]/.test(text[at + 1] ?? 'x')) at = text.indexOf('<', at + 1);
    this.#tagAhead = at < 0 ? text.length : at;
    return this.#tagAhead;
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
