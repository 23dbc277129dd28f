import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { Refusal } from '../refusal.ts';
import type { AuthenticPayload } from './signature.ts';
import { decodeEntities } from './xml.ts';

const ATTRIBUTE_PREFIX = '@';
/** Elements that may stand more than once; every other must stand at most once. */
const repeated: ReadonlySet<string> = new Set([
  'Binding',
  'Feature',
  'Entitlement',
  'Key',
  'RevokedKey',
  'RevokedLicense',
]);

/** Nothing is guessed: no numbers, no trimming, no entities; what a text means is decided by the schema alone. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE_PREFIX,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  htmlEntities: false,
  maxNestedTags: 16,
  isArray: (name, _path, _isLeaf, isAttribute) => !isAttribute && repeated.has(name),
});

/** @returns the refusal of a payload that says something it may not; `path` names elements with `/`, attributes with `@` */
export function schemaFault(path: string, error: string): Refusal {
  return new Refusal('payload-schema', { path, fault: error });
}

/**
 * Parses a payload, reads its fields, and makes sure that nothing was read differently from how it was written: the
 * fields, written again, must give the same text.
 *
 * @param payload only what a signature vouches for
 * @param elementName the document's element
 * @param read takes the fields out of the document's element
 * @param write the payload of these fields
 * @throws Refusal `payload-schema` with `path` and `fault`; `payload-not-canonical`
 */
export function readPayload<Fields>(
  payload: AuthenticPayload,
  elementName: string,
  read: (document: PayloadElement) => Fields,
  write: (fields: Fields) => string,
): Fields {
  const document = new PayloadElement(parse(payload), '').child(elementName);
  document.attribute('id', (text) => text === 'Terms' || 'is not "Terms"');
  const fields = read(document);
  document.finish();
  if (write(fields) !== payload) throw new Refusal('payload-not-canonical');
  return fields;
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

/** Whether a text is what it should be: true, or what is wrong with it. */
export type Rule = (text: string) => true | string;

/** One element while its content is taken out of it; whatever is left over at the end is refused. */
export class PayloadElement {
  readonly #path: string;
  readonly #content: Map<string, unknown>;

  constructor(node: unknown, path: string) {
    this.#path = path;
    if (node === '') node = {};
    if (typeof node !== 'object' || node === null || Array.isArray(node)) throw schemaFault(path, 'is not one element');
    this.#content = new Map(Object.entries(node));
  }

  /** @throws Refusal `payload-schema` when the attribute is missing or against its rule */
  attribute(name: string, rule: Rule): string {
    const text = this.optionalAttribute(name, rule);
    if (text === undefined) throw schemaFault(`${this.#path}@${name}`, 'is missing');
    return text;
  }

  /** @throws Refusal `payload-schema` when the attribute is there and against its rule */
  optionalAttribute(name: string, rule: Rule): string | undefined {
    const raw = this.#take(ATTRIBUTE_PREFIX + name);
    if (raw === undefined) return undefined;
    const text = typeof raw === 'string' ? decodeEntities(raw) : '';
    const verdict = typeof raw === 'string' ? rule(text) : 'is not one text';
    if (verdict !== true) throw schemaFault(`${this.#path}@${name}`, verdict);
    return text;
  }

  /** @returns the text of `<Name Value="…"/>` */
  value(name: string, rule: Rule): string {
    const text = this.optionalValue(name, rule);
    if (text === undefined) throw schemaFault(this.#pathTo(name), 'is missing');
    return text;
  }

  /** @returns the text of `<Name Value="…"/>`, undefined when there is no such element */
  optionalValue(name: string, rule: Rule): string | undefined {
    if (!this.#content.has(name)) return undefined;
    const child = this.child(name);
    const text = child.attribute('Value', rule);
    child.finish();
    return text;
  }

  child(name: string): PayloadElement {
    const node = this.#take(name);
    if (node === undefined) throw schemaFault(this.#pathTo(name), 'is missing');
    return new PayloadElement(node, this.#pathTo(name));
  }

  /** @param most how many children of this name there may be */
  list<Item>(name: string, most: number, read: (child: PayloadElement) => Item): Item[] {
    const nodes = this.#take(name) ?? [];
    const path = this.#pathTo(name);
    if (!Array.isArray(nodes)) throw schemaFault(path, 'is not a list');
    if (nodes.length > most) throw schemaFault(path, `stands more than ${most} times`);
    return nodes.map((node: unknown, index) => {
      const child = new PayloadElement(node, `${path}[${index}]`);
      const item = read(child);
      child.finish();
      return item;
    });
  }

  /** @throws Refusal `payload-schema` when something is there that nobody asked for */
  finish(): void {
    const [left] = this.#content.keys();
    if (left !== undefined) throw schemaFault(this.#path, 'holds something unknown');
  }

  #take(key: string): unknown {
    const content = this.#content.get(key);
    this.#content.delete(key);
    return content;
  }

  #pathTo(name: string): string {
    return this.#path === '' ? name : `${this.#path}/${name}`;
  }
}
