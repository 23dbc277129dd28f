import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { elementNameOf } from '../../../src/documents/documentType.ts';
import type { Declaration } from '../../../src/documents/payload/declaration.ts';
import type { Field, FieldTable } from '../../../src/documents/payload/fields.ts';

type Node = Readonly<Record<string, unknown>>;

/** A general XML parser that replaces entities and keeps values as text. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

/** @returns the texts of a payload's fields, in order, as a general XML parser reads them */
export function textsByXmlParser({ type, fields }: Declaration<FieldTable>, payload: string): unknown[] {
  if (XMLValidator.validate(payload) !== true) throw new Error('not well-formed');
  const document = only(parser.parse(payload) as Node, elementNameOf(type));
  return Object.values(fields).map((field) => {
    if (field.isOptional && !(field.element in document)) return null;
    return parsedTexts(field, only(document, field.element));
  });
}

function parsedTexts({ attributes, items }: Field<unknown>, element: Node): unknown {
  const textsIn = (node: Node) => attributes.map(({ name }) => node[`@${name}`] ?? null);
  return items ? ((element[items.element] ?? []) as Node[]).map(textsIn) : textsIn(element);
}

/** @returns the texts of read fields, in the same form */
export function textsOfFields({ fields }: Declaration<FieldTable>, values: Node): unknown[] {
  return Object.entries(fields).map(([name, { attributes, items }]) => {
    const value = values[name];
    if (value === undefined) return null;
    const [first] = attributes;
    if (!items) return [first?.kind.write(value)];
    return (value as readonly unknown[]).map((item) =>
      items.names.length === 0
        ? [first?.kind.write(item)]
        : attributes.map(({ kind }, index) => {
            const one = (item as Node)[items.names[index] ?? ''];
            return one === undefined ? null : kind.write(one);
          }),
    );
  });
}

function only(node: Node, name: string): Node {
  const [found, ...others] = node[name] as Node[];
  if (found === undefined || others.length > 0) throw new Error(`not one ${name}`);
  return typeof found === 'string' ? {} : found;
}
