import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { Refusal } from '../../refusal.ts';
import type { Rule } from '../rules.ts';
import { decodeEntities } from './xml.ts';

const ATTRIBUTE_PREFIX = '@';
declare const authentic: unique symbol;

/** A payload whose signature holds. Only `checkSignature` makes one, and only this reaches the XML parser. */
export type AuthenticPayload = string & { readonly [authentic]: true };

/** Converts nothing: no numbers, no trimming, no entities. The document's declaration alone decides what a text means. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE_PREFIX,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  htmlEntities: false,
  maxNestedTags: 16,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

/** @param path elements joined with `/`, an attribute after `@` */
export function schemaFault(path: string, error: string): Refusal {
  return new Refusal('payload-schema', { path, fault: error });
}

/**
 * Parses a payload as XML.
 *
 * @returns an element around the document's own
 * @throws Refusal `payload-schema` when it is not well-formed, nests too deep or uses a reserved name
 */
export function parsePayload(payload: AuthenticPayload): PayloadElement {
  return new PayloadElement(parse(payload), '');
}

function parse(payload: string): unknown {
  if (XMLValidator.validate(payload) !== true || hasTagInValue(payload)) {
    throw schemaFault('', 'is not well-formed XML');
  }
  try {
    return parser.parse(payload);
  } catch {
    // The parser refuses names such as constructor and __proto__, and more than 16 levels.
    throw schemaFault('', 'nests too deep or uses a reserved name');
  }
}

/** `<` between double quotes, which XML forbids and the validator lets pass. */
function hasTagInValue(payload: string): boolean {
  return payload.split('"').some((part, index) => index % 2 === 1 && part.includes('<'));
}

/** One element. Each read removes what it returns, so that `finish` can refuse what is left. */
export class PayloadElement {
  /** Names of the elements that lead here, joined with `/`. */
  readonly path: string;
  readonly #content: Map<string, unknown>;

  constructor(node: unknown, path: string) {
    this.path = path;
    if (node === '') node = {};
    if (typeof node !== 'object' || node === null || Array.isArray(node)) throw schemaFault(path, 'is not one element');
    this.#content = new Map(Object.entries(node));
  }

  /** @throws Refusal `payload-schema` when the attribute is missing or breaks its rule */
  attribute(name: string, rule: Rule): string {
    const text = this.optionalAttribute(name, rule);
    if (text === undefined) throw schemaFault(`${this.path}@${name}`, 'is missing');
    return text;
  }

  /** @throws Refusal `payload-schema` when the attribute is present and breaks its rule */
  optionalAttribute(name: string, rule: Rule): string | undefined {
    const raw = this.#take(ATTRIBUTE_PREFIX + name);
    if (raw === undefined) return undefined;
    const text = typeof raw === 'string' ? decodeEntities(raw) : '';
    const verdict = typeof raw === 'string' ? rule(text) : 'is not one text';
    if (verdict !== true) throw schemaFault(`${this.path}@${name}`, verdict);
    return text;
  }

  has(name: string): boolean {
    return this.#content.has(name);
  }

  /** @throws Refusal `payload-schema` when there is no such element */
  child(name: string): PayloadElement {
    const nodes = this.#nodes(name);
    if (nodes.length === 0) throw schemaFault(this.#pathTo(name), 'is missing');
    if (nodes.length > 1) throw schemaFault(this.#pathTo(name), 'is not one element');
    return new PayloadElement(nodes[0], this.#pathTo(name));
  }

  /**
   * @param most how many children of this name may occur
   * @throws Refusal `payload-schema` when there are more, and what `read` throws
   */
  list<Item>(name: string, most: number, read: (child: PayloadElement) => Item): Item[] {
    const nodes = this.#nodes(name);
    const path = this.#pathTo(name);
    if (nodes.length > most) throw schemaFault(path, `occurs more than ${most} times`);
    return nodes.map((node, index) => {
      const child = new PayloadElement(node, `${path}[${index}]`);
      const item = read(child);
      child.finish();
      return item;
    });
  }

  /** @throws Refusal `payload-schema` when an attribute, element or text was not read */
  finish(): void {
    const [left] = this.#content.keys();
    if (left !== undefined) throw schemaFault(this.path, 'has unknown content');
  }

  #nodes(name: string): readonly unknown[] {
    const nodes = this.#take(name) ?? [];
    return Array.isArray(nodes) ? nodes : [nodes];
  }

  #take(key: string): unknown {
    const content = this.#content.get(key);
    this.#content.delete(key);
    return content;
  }

  #pathTo(name: string): string {
    return this.path === '' ? name : `${this.path}/${name}`;
  }
}
