import { type DocumentType, elementNameOf } from '../documentType.ts';
import { payloadLine } from '../envelope.ts';
import type { ElementContent, FieldTable, ValuesOf } from './fields.ts';
import { type AuthenticPayload, PayloadReader } from './reader.ts';
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
 * Reads the fields of a payload. Only the text that {@link writePayload} gives for them is accepted.
 *
 * @throws Refusal `payload-schema` with `path`, `fault`, and `at`, the position where reading stopped
 */
export function readPayload<Table extends FieldTable>(
  { type, fields: table }: Declaration<Table>,
  payload: AuthenticPayload,
): ValuesOf<Table> {
  const name = elementNameOf(type);
  const reader = new PayloadReader(payload);
  reader.expect(`<${name} id="Terms">`, name);
  const fields = readFields(table, reader, name) as ValuesOf<Table>;
  reader.expect(`</${name}>`, name);
  reader.end(name);
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

function readFields(table: FieldTable, reader: PayloadReader, outer: string): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  const rows = Object.entries(table);
  for (const [index, [name, field]] of rows.entries()) {
    if (field.isOptional && !reader.isAt(`<${field.element} `)) continue;
    const path = `${outer}/${field.element}`;
    const isIn = (row: (typeof rows)[number] | undefined) => row?.[1].element === field.element;
    if (!isIn(rows[index - 1])) reader.expect(`<${field.element}`, path);
    fields[name] = field.read(reader, path);
    if (!field.items && !isIn(rows[index + 1])) reader.expect('/>', path);
  }
  return fields;
}
