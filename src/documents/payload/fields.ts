import { type PayloadElement, schemaFault } from './element.ts';
import type { Kind } from './kinds.ts';
import { type AttributeText, element } from './xml.ts';

/** An attribute of an element, as a document's declaration lists it. */
export interface Attribute<Value, IsOptional extends boolean = boolean> {
  readonly name: string;
  readonly kind: Kind<Value>;
  readonly isOptional: IsOptional;
}

/** What one field contributes to its element. */
export interface ElementContent {
  readonly attributes: readonly AttributeText[];
  readonly children: readonly string[];
}

/** One field of a document: where it is in the payload, how it is read and how it is written. */
export interface Field<Value, IsOptional extends boolean = boolean> {
  /** The element that holds the field. Consecutive fields may share one. */
  readonly element: string;
  readonly isOptional: IsOptional;
  /** Whether the `--json` output of the command line tool shows the field. */
  readonly inJson: boolean;
  /** The element's own attribute, or those of each item. */
  readonly attributes: readonly Attribute<unknown>[];
  /** Set when the field is a list: its child elements and how many there may be. */
  readonly items?: { readonly element: string; readonly most: number };
  /** @throws Refusal `payload-schema`, and what the field's own check throws */
  read(from: PayloadElement): Value;
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
    read: (from) => readAttribute(from, own),
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
    items: { element: item, most },
    read: (from) => from.list(item, most, (child) => readAttribute(child, only)),
    write: (written) => ({
      attributes: [],
      children: written.map((one) => element(item, [['Value', kind.write(one)]])),
    }),
  };
}

interface RecordOptions<Item> extends FieldOptions {
  /** No two items may have the same value here. */
  readonly uniqueBy: keyof Item & string;
  /** @throws Refusal when an item's values do not fit each other */
  readonly check: (item: Item, path: string) => void;
  /** Puts the items into canonical order for writing. */
  readonly sort: (items: readonly Item[]) => readonly Item[];
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
  const { inJson = false, uniqueBy, check, sort } = options;
  const readItem = (child: PayloadElement): Item => {
    const read = Object.entries(table).map(([name, own]) => [name, readAttribute(child, own)] as const);
    const record = Object.fromEntries(read.filter(([, one]) => one !== undefined)) as Item;
    check?.(record, child.path);
    return record;
  };
  return {
    element: elementName,
    isOptional: false,
    inJson,
    attributes: Object.values(table),
    items: { element: item, most },
    read(from) {
      const items = from.list(item, most, readItem);
      if (uniqueBy && new Set(items.map((one) => one[uniqueBy])).size !== items.length) {
        throw schemaFault(`${from.path}/${item}`, 'is listed twice');
      }
      return items;
    },
    write: (items) => ({
      attributes: [],
      children: (sort?.(items) ?? items).map((one) => writeItem(item, table, one)),
    }),
  };
}

function readAttribute<Value>(from: PayloadElement, own: Attribute<Value, false>): Value;
function readAttribute<Value>(from: PayloadElement, own: Attribute<Value>): Value | undefined;
function readAttribute<Value>(from: PayloadElement, { name, kind, isOptional }: Attribute<Value>): Value | undefined {
  const text = isOptional ? from.optionalAttribute(name, kind.rule) : from.attribute(name, kind.rule);
  return text === undefined ? undefined : kind.read(text);
}

function writeItem(item: string, table: AttributeTable, record: Readonly<Record<string, unknown>>): string {
  const attributes = Object.entries(table).map(([name, own]): AttributeText => {
    const written = record[name];
    return [own.name, written === undefined ? undefined : own.kind.write(written)];
  });
  return element(item, attributes);
}
