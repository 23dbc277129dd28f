import type { CsvCell, CsvColumns } from '../../../src/contract/csvColumns.ts';
import { csvLine } from '../../../src/contract/csvText.ts';

/** Rows that are written together: one at a time would be slow. */
const ROWS_PER_CHUNK = 200;

/** @returns the table in chunks, with the column names first */
export async function* csvOf<Row>(rows: AsyncIterable<Row>, columns: CsvColumns<Row>): AsyncGenerator<string> {
  const cells = Object.values(columns);
  let chunk: CsvCell[][] = [Object.keys(columns)];
  for await (const row of rows) {
    chunk.push(cells.map((cell) => cell(row)));
    if (chunk.length < ROWS_PER_CHUNK) continue;
    yield chunk.map(csvLine).join('');
    chunk = [];
  }
  if (chunk.length > 0) yield chunk.map(csvLine).join('');
}
