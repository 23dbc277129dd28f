import { Readable } from 'node:stream';
import type { CsvColumns } from '../../../../src/contract/csvColumns.ts';
import * as mediaTypes from '../../../../src/contract/mediaTypes.ts';
import { csvOf } from '../../../licensing/administration/csv.ts';

/** Answers with a table (RFC 4180) while its rows are read, because all of it may not fit into memory. */
export function csvResponse<Row>(rows: AsyncIterable<Row>, columns: CsvColumns<Row>): Response {
  // A failure in between breaks the answer off, so that a part of a table is not taken for all of it.
  const table = Readable.toWeb(Readable.from(csvOf(rows, columns), { objectMode: true }));
  const bytes = (table as ReadableStream<string>).pipeThrough(new TextEncoderStream());
  return new Response(bytes, { headers: { 'content-type': `${mediaTypes.csv}; charset=utf-8; header=present` } });
}
