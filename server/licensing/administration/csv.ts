import { stringify } from 'csv-stringify/sync';
import type { CsvCell, CsvColumns } from '../../../src/contract/csvColumns.ts';

/**
 * @returns the rows as CSV (RFC 4180). Text that a spreadsheet would calculate gets an apostrophe in front: customers
 *   choose the name of the holder
 */
export function csvLines(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', escape_formulas: true },
  );
}

/** Rows that are written together: one at a time would be slow. */
const ROWS_PER_CHUNK = 200;

/** @returns the table in chunks, with the column names first */
export async function* csvOf<Row>(rows: AsyncIterable<Row>, columns: CsvColumns<Row>): AsyncGenerator<string> {
  const cells = Object.values(columns);
  let chunk: CsvCell[][] = [Object.keys(columns)];
  for await (const row of rows) {
    chunk.push(cells.map((cell) => cell(row)));
    if (chunk.length < ROWS_PER_CHUNK) continue;
    yield csvLines(chunk);
    chunk = [];
  }
  if (chunk.length > 0) yield csvLines(chunk);
}
