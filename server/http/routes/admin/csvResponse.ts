import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/**
 * Answers with a table (RFC 4180), row by row as it is read, because all of it may not fit into memory.
 *
 * @param rows lists within them are joined by semicolons
 * @param columns names of the fields, in their order
 */
export function csvResponse<Row extends object>(
  rows: AsyncIterable<Row>,
  columns: readonly (keyof Row & string)[],
): Response {
  const table = stringify({
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    // A holder may begin with what a spreadsheet takes for a formula.
    escape_formulas: true,
    cast: { object: (value) => (Array.isArray(value) ? value.join(';') : JSON.stringify(value)) },
  });
  // What goes wrong in between cuts the answer off, so that nobody takes a part for the whole.
  pipeline(Readable.from(rows), table, () => undefined);
  return new Response(Readable.toWeb(table) as ReadableStream<Uint8Array>, {
    headers: { 'content-type': 'text/csv; charset=utf-8; header=present' },
  });
}
