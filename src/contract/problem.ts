import * as v from 'valibot';
import { refusalCodes } from '../refusal.ts';

const Details = v.record(v.string(), v.union([v.string(), v.number(), v.array(v.string())]));

/** What is wrong with one line of an imported file. */
export const LineErrorSchema = v.strictObject({
  line: v.pipe(v.number(), v.integer(), v.description('From 1; the line of the column names is the first.')),
  code: v.picklist(refusalCodes),
  details: Details,
});

/** Error answers: problem details (RFC 9457) with a stable `code` and `details`. */
export const ProblemSchema = v.strictObject({
  type: v.pipe(v.string(), v.description('A URI that names the code. There is nothing to fetch there.')),
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  code: v.picklist(refusalCodes),
  details: v.optional(Details),
  instance: v.optional(v.string()),
  errors: v.optional(
    v.pipe(
      v.array(LineErrorSchema),
      v.description('Of an import: what is wrong, by line. The first is also in `code`.'),
    ),
  ),
});
