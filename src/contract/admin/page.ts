import * as v from 'valibot';
import { List, StorableText } from '../fields.ts';
import { contractLimits } from '../limits.ts';

const { pageRows, defaultPageRows, cursorLength } = contractLimits;

const Cursor = v.pipe(StorableText(cursorLength), v.description('`next` of the page before.'));
const Limit = v.pipe(v.number(), v.integer(), v.description(`Rows, 1 to ${pageRows}; ${defaultPageRows} by default.`));

/** Which page of a list a search asks for. */
export const pageEntries = { cursor: v.optional(Cursor), limit: v.optional(Limit) };

export const pageOf = <const Row extends v.GenericSchema>(row: Row) =>
  v.strictObject({
    rows: List(row),
    next: v.pipe(v.nullable(v.string()), v.description('The cursor of the next page; null at the end.')),
  });

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** The cursor of the next page; null at the end. */
  readonly next: string | null;
}
