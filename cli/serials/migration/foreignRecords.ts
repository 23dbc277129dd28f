import { readAnyTable } from '../../../server/licensing/administration/readTable.ts';
import { Refusal } from '../../../src/refusal.ts';
import { plainName } from './systems.ts';

/** A row of another system's export. */
export interface ForeignRecord {
  /** Line of the table, or number of the object, from 1. */
  readonly line: number;
  /** By `plainName` of the column. */
  readonly cells: ReadonlyMap<string, string>;
}

export interface ForeignRecords {
  /** Columns as the export names them. */
  readonly names: readonly string[];
  readonly records: readonly ForeignRecord[];
}

/**
 * Reads a table, or a JSON list of objects; of objects as JSON:API has them, attributes and the ids of relationships.
 *
 * @throws Refusal `import-malformed` as `readAnyTable`, and with `fault` `json`
 */
export function readForeignRecords(text: string): ForeignRecords {
  return /^\s*[[{]/.test(text.replace(/^\ufeff/, '')) ? recordsOfJson(text) : recordsOfTable(text);
}

function recordsOfTable(text: string): ForeignRecords {
  const { names, lines } = readAnyTable(text);
  const records = lines.map(({ line, cells }) => {
    const entries = names.map((name, index) => [plainName(name), cells[index] ?? ''] as const);
    return { line, cells: new Map(entries) };
  });
  return { names, records };
}

function recordsOfJson(text: string): ForeignRecords {
  const list = listIn(text);
  const names = new Set<string>();
  const records = list.map((item, index) => {
    const cells = new Map<string, string>();
    for (const [name, value] of fieldsOf(item)) {
      names.add(name);
      cells.set(plainName(name), value);
    }
    return { line: index + 1, cells };
  });
  if (records.length === 0) throw new Refusal('import-malformed', { line: 1, fault: 'empty' });
  return { names: [...names], records };
}

function listIn(text: string): readonly object[] {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    const list = Array.isArray(parsed) ? parsed : isObject(parsed) ? parsed.data : null;
    if (Array.isArray(list) && list.every(isObject)) return list;
  } catch {
    // Answered below: the parser's message may quote a serial number.
  }
  throw new Refusal('import-malformed', { line: 1, fault: 'json' });
}

function fieldsOf(item: object): readonly (readonly [name: string, value: string])[] {
  const { attributes, relationships, ...own } = item as Readonly<Record<string, unknown>>;
  const related = Object.entries(isObject(relationships) ? relationships : {}).flatMap(([name, relation]) =>
    isObject(relation) && isObject(relation.data) ? [[name, textOf(relation.data.id)] as const] : [],
  );
  return [...flat(own), ...related, ...flat(isObject(attributes) ? attributes : {})];
}

/** Objects inside an object, such as `metadata`, become columns such as `metadata.company`. */
function flat(fields: object, prefix = ''): readonly (readonly [name: string, value: string])[] {
  return Object.entries(fields).flatMap(([name, value]: [string, unknown]) =>
    isObject(value) && prefix === '' ? flat(value, `${name}.`) : [[`${prefix}${name}`, textOf(value)] as const],
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
