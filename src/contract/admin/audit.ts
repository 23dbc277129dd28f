import * as v from 'valibot';
import { Count, Instant } from '../fields.ts';
import { pageOf } from './page.ts';

/** One row of the audit trail. */
export const AuditRowSchema = v.strictObject({
  sequence: v.pipe(Count, v.description('From 1, without gaps.')),
  at: Instant,
  event: v.string(),
  actor: v.pipe(v.string(), v.description('`service`, `command-line`, or `token:` and the name of a token.')),
  facts: v.record(v.string(), v.union([v.string(), v.number()])),
  entry: v.pipe(v.string(), v.description('The exact text that is hashed: the fields above as JSON.')),
  previousHash: v.string(),
  hash: v.pipe(
    v.string(),
    v.description('SHA-256 of `previousHash`, `sequence` and `entry`, each on a line of its own; hexadecimal.'),
  ),
});

export type AuditRow = v.InferOutput<typeof AuditRowSchema>;

export const AuditPageSchema = pageOf(AuditRowSchema);
