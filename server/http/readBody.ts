import * as v from 'valibot';
import { Refusal } from '../../src/refusal.ts';
import { hasDuplicateName } from './duplicateName.ts';

/**
 * Reads and checks the JSON body of a call.
 *
 * @param body JSON
 * @throws Refusal `service-request-invalid` with `path` and `fault`, which repeat nothing of the body
 */
export function readBody<Entries extends v.ObjectEntries>(
  body: Uint8Array,
  schema: v.StrictObjectSchema<Entries, undefined>,
): v.InferOutput<typeof schema> {
  let text: string;
  let data: unknown;
  try {
    // Strict UTF-8 (RFC 8259 section 8.1): with replacement characters, the signed text would differ from what was sent.
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    data = JSON.parse(text);
  } catch {
    throw new Refusal('service-request-invalid', { path: '', fault: 'not JSON' });
  }
  if (hasDuplicateName(text)) throw new Refusal('service-request-invalid', { path: '', fault: 'a name twice' });
  return checkAgainst(schema, data);
}

/**
 * Checks data from another source, such as command line options, against a schema.
 *
 * @throws Refusal as {@link readBody}
 */
export function checkAgainst<Entries extends v.ObjectEntries>(
  schema: v.StrictObjectSchema<Entries, undefined>,
  data: unknown,
): v.InferOutput<typeof schema> {
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? '';
  // Repeat the names of known fields only: others are client input.
  const known = Object.hasOwn(schema.entries, path);
  throw new Refusal('service-request-invalid', { path: known ? path : '', fault: faultOf(issue, known) });
}

function faultOf(issue: v.BaseIssue<unknown>, known: boolean): string {
  if (!known && issue.expected === 'never') return 'unknown field';
  if (issue.type === 'check') return `expected ${issue.message}`;
  return issue.expected === null ? issue.type : `expected ${issue.expected}`;
}
