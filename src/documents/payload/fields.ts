import type { Kind } from './kinds.ts';
import type { PayloadReader } from './reader.ts';
import { type AttributeText, element } from './xml.ts';

/** An attribute of an element, as a document's declaration lists it. */
export interface Attribute<Value, IsOptional extends boolean = boolean> {
  readonly name: string;
  readonly kind: Kind<Value>;
  readonly isOptional: IsOptional;
}

/** What one field contributes to its element: its own attribute, or its items. */
export interface ElementContent {
  readonly attributes: readonly AttributeText[];
  readonly children: readonly string[];
}

/** The child elements of a list. */
interface ListItems {
  readonly element: string;
  readonly most: number;
  /** JSON names of their attributes, in order; none where an item is one value. */
  readonly names: readonly string[];
}

/** One field of a document: where it is in the payload, how it is read and how it is written. */
export interface Field<Value, IsOptional extends boolean = boolean> {
  /** The element that holds the field. Consecutive fields may share one; a list is the last of them. */
  readonly element: string;
  readonly isOptional: IsOptional;
  /** Whether the `--json` output of the command line tool shows the field. */
  readonly inJson: boolean;
  /** The element's own attribute, or those of each item. */
  readonly attributes: readonly Attribute<unknown>[];
  /** Set when the field is a list. */
  readonly items?: ListItems;
  /**
   * Reads what the field contributes to its element: an attribute, or all up to the element's end.
   *
   * @param path of the element
   * @throws Refusal `payload-schema`
   */
  read(reader: PayloadReader, path: string): Value;
  write(value: Value): ElementContent;
}

/** The fields of a document by name, in the order in which the payload lists them. */
export type FieldTable = Readonly<Record<string, Field<unknown>>>;

type AttributeTable = Readonly<Record<string, Attribute<unknown>>>;

type ValueOf<Part> = Part extends Field<infer Value> ? Value : Part extends Attribute<infer Value> ? Value : never;
type OptionalPart = { readonly isOptional: true };
type Flat<Type> = { [Name in keyof Type]: Type[Name] };

/** The type of the values that a table of fields or attributes declares. */
export type ValuesOf<Table> = Flat<
  { readonly [Name in keyof Table as Table[Name] extends OptionalPart ? never : Name]: ValueOf<Table[Name]> } & {
    readonly [Name in keyof Table as Table[Name] extends OptionalPart ? Name : never]?: ValueOf<Table[Name]>;
  }
>;

interface FieldOptions {
  readonly inJson?: boolean;
}

export function attribute<Value>(name: string, kind: Kind<Value>): Attribute<Value, false> {
  return { name, kind, isOptional: false };
}

export function optionalAttribute<Value>(name: string, kind: Kind<Value>): Attribute<Value, true> {
  return { name, kind, isOptional: true };
}

/** A field `<Name Value="…"/>`. */
export function value<Value>(name: string, kind: Kind<Value>, options?: FieldOptions): Field<Value, false> {
  return attributeOf(name, attribute('Value', kind), options);
}

/** A field `<Name Value="…"/>` that may be left out. */
export function optionalValue<Value>(name: string, kind: Kind<Value>, options?: FieldOptions): Field<Value, true> {
  return { ...value(name, kind, options), isOptional: true };
}

/** A field in an attribute of an element that holds other fields too. */
export function attributeOf<Value>(
  elementName: string,
  own: Attribute<Value, false>,
  options: FieldOptions = {},
): Field<Value, false> {
  return {
    element: elementName,
    isOptional: false,
    inJson: options.inJson ?? false,
    attributes: [own],
    read: (reader, path) => readAttribute(reader, path, own),
    write: (written) => ({ attributes: [[own.name, own.kind.write(written)]], children: [] }),
  };
}

/** A list `<Name><Item Value="…"/>…</Name>`. */
export function values<Value>(
  elementName: string,
  item: string,
  most: number,
  kind: Kind<Value>,
  options: FieldOptions = {},
): Field<readonly Value[], false> {
  const only = attribute('Value', kind);
  return {
    element: elementName,
    isOptional: false,
    inJson: options.inJson ?? false,
    attributes: [only],
    items: { element: item, most, names: [] },
    read: (reader, path) =>
      readItems(reader, path, { elementName, item, most }, (own) => readAttribute(reader, own, only)),
    write: (written) => ({
      attributes: [],
      children: written.map((one) => element(item, [['Value', kind.write(one)]])),
    }),
  };
}

interface RecordOptions<Item> extends FieldOptions {
  /** No two items may have the same value here. */
  readonly uniqueBy: keyof Item & string;
  /** An item's place in canonical order. Without it, the order of items is free. */
  readonly place: (item: Item) => number;
}

/** A list `<Name><Item One="…" Other="…"/>…</Name>`. */
export function records<Table extends AttributeTable>(
  elementName: string,
  item: string,
  most: number,
  table: Table,
  options: Partial<RecordOptions<ValuesOf<Table>>> = {},
): Field<readonly ValuesOf<Table>[], false> {
  type Item = ValuesOf<Table>;
  const { inJson = false, uniqueBy, place } = options;
  const sorted = (items: readonly Item[]) =>
    place ? [...items].sort((one, other) => place(one) - place(other)) : items;
  return {
    element: elementName,
    isOptional: false,
    inJson,
    attributes: Object.values(table),
    items: { element: item, most, names: Object.keys(table) },
    read(reader, path) {
      const list = { elementName, item, most };
      const items = readItems(reader, path, list, (own) => readRecord(reader, own, table) as Item);
      if (uniqueBy && new Set(items.map((one) => one[uniqueBy])).size !== items.length) {
        throw reader.fault(`${path}/${item}`, 'is listed twice');
      }
      if (sorted(items).some((one, index) => one !== items[index]))
        throw reader.fault(`${path}/${item}`, 'is out of order');
      return items;
    },
    write: (items) => ({ attributes: [], children: sorted(items).map((one) => writeItem(item, table, one)) }),
  };
}

function readAttribute<Value>(reader: PayloadReader, path: string, { name, kind }: Attribute<Value>): Value {
  const own = `${path}@${name}`;
  reader.expect(` ${name}="`, own);
  return kind.read(reader.value(own, kind.rule));
}

/** Reads the children of an element whose attributes are read, and its end. */
function readItems<Item>(
  reader: PayloadReader,
  path: string,
  { elementName, item, most }: { readonly elementName: string; readonly item: string; readonly most: number },
  readItem: (path: string) => Item,
): Item[] {
  const items: Item[] = [];
  if (reader.skip('/>')) return items;
  reader.expect('>', path);
  do {
    const own = `${path}/${item}[${items.length}]`;
    if (items.length === most) throw reader.fault(`${path}/${item}`, `occurs more than ${most} times`);
    reader.expect(`<${item}`, own);
    items.push(readItem(own));
    reader.expect('/>', own);
  } while (reader.isAt(`<${item} `));
  reader.expect(`</${elementName}>`, path);
  return items;
}

function readRecord(reader: PayloadReader, path: string, table: AttributeTable): Readonly<Record<string, unknown>> {
  const record: Record<string, unknown> = {};
  for (const [name, own] of Object.entries(table)) {
    if (own.isOptional && !reader.isAt(` ${own.name}="`)) continue;
    record[name] = readAttribute(reader, path, own);
  }
  return record;
}

function writeItem(item: string, table: AttributeTable, record: Readonly<Record<string, unknown>>): string {
  const attributes = Object.entries(table).map(([name, own]): AttributeText => {
    const written = record[name];
    return [own.name, written === undefined ? undefined : own.kind.write(written)];
  });
  return element(item, attributes);
}
