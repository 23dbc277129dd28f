import { declarations } from '../contents/declarations.ts';
import { type DocumentType, elementNameOf } from '../documentType.ts';
import type { Attribute, FieldTable } from '../payload/fields.ts';

/** An element of a payload as its document's declaration lists it: the guide for reading a damaged one. */
export interface ElementShape {
  readonly name: string;
  readonly attributes: readonly Attribute<unknown>[];
  readonly isOptional: boolean;
  /** The children, if the element is a list. */
  readonly item?: ElementShape;
}

export interface DocumentShape {
  readonly type: DocumentType;
  /** In the order of the payload. */
  readonly elements: readonly ElementShape[];
  /** Elements and items by lower-case name, because HTML serializers write names in lower case. */
  readonly byName: ReadonlyMap<string, ElementShape>;
  /** The start of a tag of this document or of the signature, in squeezed text; global. */
  readonly tag: RegExp;
  /** The names of all attributes in lower case, by that and as the format writes them. */
  readonly attributeNames: ReadonlyMap<string, string>;
}

const signatureShape: ElementShape = { name: 'Signature', attributes: [], isOptional: false };

/** Made at the first use: a document that arrives undamaged needs none. */
const shapes = new Map<DocumentType, DocumentShape>();

/** @returns the shape of a document's payload */
export function documentShape(type: DocumentType): DocumentShape {
  const shape = shapes.get(type) ?? shapeOf(type, declarations[type].fields);
  shapes.set(type, shape);
  return shape;
}

function shapeOf(type: DocumentType, fields: FieldTable): DocumentShape {
  const elements = elementsOf(fields);
  const all = [...elements, ...elements.flatMap(({ item }) => item ?? []), signatureShape];
  const byName = new Map(all.map((element) => [element.name.toLowerCase(), element]));
  // Longest first: `<LicenseVersion` is not `<License`.
  const names = [...all.map(({ name }) => name), `/${elementNameOf(type)}`].sort(
    (one, other) => other.length - one.length,
  );
  const own = all.flatMap((element) => element.attributes.map((attribute) => attribute.name));
  const attributeNames = [...new Set([...own, 'Algorithm', 'KeyId'])];
  const attributes = attributeNames.join('|');
  return {
    type,
    elements,
    byName,
    tag: new RegExp(`<(${names.join('|')})(?=[/<>]|$|(?:${attributes})=)`, 'gi'),
    attributeNames: new Map(
      attributeNames.flatMap((name) => [name, name.toLowerCase()].map((key) => [key, name.toLowerCase()] as const)),
    ),
  };
}

/** Consecutive fields that share an element become one. */
function elementsOf(fields: FieldTable): readonly ElementShape[] {
  const elements = new Map<string, ElementShape>();
  for (const { element, attributes, items, isOptional } of Object.values(fields)) {
    const before = elements.get(element);
    const own = items ? [] : attributes;
    const item = items ? { name: items.element, attributes, isOptional: true } : before?.item;
    elements.set(element, {
      name: element,
      attributes: [...(before?.attributes ?? []), ...own],
      isOptional,
      ...(item && { item }),
    });
  }
  return [...elements.values()];
}
