import * as v from 'valibot';
import { Refusal } from '../../src/refusal.ts';
import { hasDuplicateName } from './duplicateName.ts';
import { isWithinBounds } from './jsonBounds.ts';

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
  const text = textOf(body);
  if (!isWithinBounds(text)) throw invalid('too many values');
  const checked = checkAgainst(schema, parse(text));
  if (hasDuplicateName(text)) throw invalid('a name twice');
  return checked;
}

const invalid = (fault: string) => new Refusal('service-request-invalid', { path: '', fault });

/** Strict UTF-8 (RFC 8259 section 8.1): with replacement characters, the signed text would differ from what was sent. */
function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw invalid('not JSON');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('not JSON');
  }
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
