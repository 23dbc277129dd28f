import { Refusal } from '../../refusal.ts';
import { type DocumentType, elementNameOf } from '../documentType.ts';
import { payloadLine } from '../envelope.ts';
import { type AuthenticPayload, type PayloadElement, parsePayload } from './element.ts';
import type { ElementContent, FieldTable, ValuesOf } from './fields.ts';
import { element } from './xml.ts';

/**
 * All that is particular to one type of document. Reader, writer, `--json` output and the table in docs/format.md derive
 * from it; the comment above each field is its description there.
 */
export interface Declaration<Table extends FieldTable> {
  readonly type: DocumentType;
  readonly fields: Table;
}

/**
 * Reads the fields of a payload and makes sure that it is canonical: written again, they must give the same text.
 *
 * @throws Refusal `payload-schema` with `path` and `fault`; `payload-not-canonical`; what a field's own check throws
 */
export function readPayload<Table extends FieldTable>(
  declaration: Declaration<Table>,
  payload: AuthenticPayload,
): ValuesOf<Table> {
  const document = parsePayload(payload).child(elementNameOf(declaration.type));
  document.attribute('id', (text) => text === 'Terms' || 'is not "Terms"');
  const fields = readFields(declaration.fields, document) as ValuesOf<Table>;
  document.finish();
  if (writePayload(declaration, fields) !== payload) throw new Refusal('payload-not-canonical');
  return fields;
}

/**
 * @returns one line, canonical
 * @throws Refusal `payload-forbidden-construct` when a text holds what no payload may hold
 */
export function writePayload<Table extends FieldTable>(
  { type, fields: table }: Declaration<Table>,
  fields: ValuesOf<Table>,
): string {
  const written = fields as Readonly<Record<string, unknown>>;
  const elements = new Map<string, ElementContent>();
  for (const [name, field] of Object.entries(table)) {
    const value = written[name];
    if (value === undefined) continue;
    const before = elements.get(field.element);
    const content = field.write(value);
    elements.set(field.element, {
      attributes: [...(before?.attributes ?? []), ...content.attributes],
      children: [...(before?.children ?? []), ...content.children],
    });
  }
  const lines = [...elements].map(([name, { attributes, children }]) => element(name, attributes, children));
  return payloadLine(type, lines);
}

/** @returns the fields that the `--json` output shows, in the order of the document; null for one that is absent */
export function jsonFields<Table extends FieldTable>(
  { fields: table }: Declaration<Table>,
  fields: ValuesOf<Table>,
): Readonly<Record<string, unknown>> {
  const values = fields as Readonly<Record<string, unknown>>;
  const shown = Object.entries(table).filter(([, { inJson }]) => inJson);
  return Object.fromEntries(shown.map(([name]) => [name, values[name] ?? null]));
}

function readFields(table: FieldTable, document: PayloadElement): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  const opened = new Map<string, PayloadElement>();
  for (const [name, field] of Object.entries(table)) {
    if (field.isOptional && !document.has(field.element)) continue;
    const from = opened.get(field.element) ?? document.child(field.element);
    opened.set(field.element, from);
    fields[name] = field.read(from);
  }
  for (const from of opened.values()) from.finish();
  return fields;
}
