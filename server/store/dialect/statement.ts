import { CompiledQuery, type Insertable, PostgresAdapter } from 'kysely';
import type { Store, StoreTransaction, Tables } from '../tables.ts';
import { checkTexts } from './storable.ts';

/** How a database reads lists from one parameter, which is JSON. */
interface ListSyntax {
  /** A condition: the column's value is in the list of texts. */
  readonly has: (column: string, parameter: number) => string;
  /** A table with the texts of a list in the column `value`. */
  readonly texts: (parameter: number, name: string) => string;
  /** A table of a list of records with texts. */
  readonly records: (parameter: number, name: string, columns: readonly string[]) => string;
  /** A row of a table as a JSON text. */
  readonly json: (name: string, columns: readonly string[]) => string;
}

const onPostgres: ListSyntax = {
  has: (column, parameter) => `${column} = any(array(select json_array_elements_text($${parameter}::json)))`,
  texts: (parameter, name) => `json_array_elements_text($${parameter}::json) as ${name}(value)`,
  records: (parameter, name, columns) =>
    `json_to_recordset($${parameter}::json) as ${name}(${columns.map((column) => `${column} text`).join(', ')})`,
  json: (name) => `row_to_json(${name})::text`,
};

const onSqlite: ListSyntax = {
  has: (column, parameter) => `${column} in (select value from json_each(?${parameter}))`,
  texts: (parameter, name) => `json_each(?${parameter}) as ${name}`,
  records: (parameter, name, columns) => `(select ${columnsOf(columns)} from json_each(?${parameter})) as ${name}`,
  json: (name, columns) => `json_object(${columns.map((column) => `'${column}', ${name}.${column}`).join(', ')})`,
};

const columnsOf = (columns: readonly string[]) =>
  columns.map((column) => `value ->> '${column}' as ${column}`).join(', ');

export function isOnPostgres(store: Store | StoreTransaction): boolean {
  return store.getExecutor().adapter instanceof PostgresAdapter;
}

/** Runs a statement. Each parameter is a list, whose texts are checked as those of any statement. */
export type Statement<Row> = (
  store: Store | StoreTransaction,
  ...lists: readonly (readonly (string | object)[])[]
) => Promise<Row[]>;

/**
 * Prepares a statement of the busiest ways. Its text is the same for any number of values, so that databases parse and plan
 * it once per connection, and it takes no time to build.
 */
export function statement<Row>(write: (lists: ListSyntax) => string): Statement<Row> {
  const [postgres, sqlite] = [write(onPostgres).trim(), write(onSqlite).trim()];
  return async (store, ...lists) => {
    const text = isOnPostgres(store) ? postgres : sqlite;
    const { rows } = await store.executeQuery<Row>(CompiledQuery.raw(text, lists.map(listParameter)));
    return rows;
  };
}

/** JSON escapes what cannot be stored, so the values are checked before. */
function listParameter(list: readonly (string | object)[]): string {
  for (const each of list) checkTexts(typeof each === 'string' ? [each] : Object.values(each));
  return JSON.stringify(list);
}

/** Inserts rows with one statement, however many they are. */
export interface Insertion<Table extends keyof Tables> {
  (store: Store | StoreTransaction, rows: readonly Insertable<Tables[Table]>[]): Promise<void>;
  /** @returns its text on PostgreSQL, with the rows in that parameter */
  readonly onPostgres: (parameter: number) => string;
}

/**
 * @param columns of the table; those that a row does not have are null
 * @param conflict such as `on conflict do nothing`
 */
export function insertion<Table extends keyof Tables>(
  table: Table,
  columns: readonly (keyof Tables[Table] & string)[],
  conflict = '',
): Insertion<Table> {
  const names = columns.join(', ');
  const from = (rows: string) => `insert into ${table} (${names}) select ${names} from ${rows} where true ${conflict}`;
  const onPostgres = (parameter: number) =>
    from(`json_populate_recordset(null::${table}, $${parameter}::json) as given`);
  const postgres = onPostgres(1);
  const sqlite = from(`(select ${columnsOf(columns)} from json_each(?1)) as given`);
  const insert = async (store: Store | StoreTransaction, rows: readonly Insertable<Tables[Table]>[]) => {
    if (rows.length === 0) return;
    const text = isOnPostgres(store) ? postgres : sqlite;
    await store.executeQuery(CompiledQuery.raw(text, [listParameter(rows)]));
  };
  return Object.assign(insert, { onPostgres });
}

/**
 * Makes one statement of insertions into several tables, where the database is not in the same process: it answers each
 * statement with a packet of its own. Foreign keys are checked when all rows are there.
 */
export function insertTogether<const Names extends readonly (keyof Tables)[]>(
  ...insertions: { readonly [Index in keyof Names]: Insertion<Names[Index]> }
) {
  const texts = insertions.map(({ onPostgres }, index) => onPostgres(index + 1));
  const parts = texts.slice(0, -1).map((text, index) => `rows_${index + 1} as (${text})`);
  const together = `with ${parts.join(', ')} ${texts.at(-1)}`;
  return async (
    store: Store | StoreTransaction,
    ...rows: { readonly [Index in keyof Names]: readonly Insertable<Tables[Names[Index]]>[] }
  ): Promise<void> => {
    const lists = rows as readonly (readonly object[])[];
    if (isOnPostgres(store)) await store.executeQuery(CompiledQuery.raw(together, lists.map(listParameter)));
    else for (const [index, insert] of insertions.entries()) await insert(store, (lists[index] ?? []) as never);
  };
}
