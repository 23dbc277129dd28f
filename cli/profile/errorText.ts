import type { CommandErrorDetails } from '../errorTexts.ts';
import { ruleFor, siblingsOf } from './rules.ts';

/** @returns where an error in a vendor profile is, what it is, and what to do */
export function profileErrorText({ path, line, column, kind, at, fault }: CommandErrorDetails): string {
  const place = line ? `${path}, line ${line}, column ${column}` : `${path}`;
  return `${place}: ${explain(String(kind), String(at), String(fault))}`;
}

function explain(kind: string, at: string, error: string): string {
  const rule = ruleFor(at);
  const takes = rule === null ? '' : ` It takes ${rule}.`;
  switch (kind) {
    case 'json':
      return error === ''
        ? 'this is not JSON: it ends too early. Check for a missing bracket or quotation mark.'
        : `this is not JSON: unexpected “${error}”. Check for a missing or additional comma, quotation mark or bracket.`;
    case 'twice':
      return `“${at}” occurs twice. Remove one of them.`;
    case 'missing':
      return `“${at}” is missing.${takes} Add it.`;
    case 'unknown':
      return `unknown field “${at}”. Remove it, or correct its name. Known fields: ${siblingsOf(at)}.`;
    case 'logo':
      return `“${at}” is not a picture that pages can show safely: ${error}.${takes}`;
    case 'value':
      if (at === '') return 'a vendor profile must be a JSON object.';
      return `“${at}” has a wrong value.${takes || ` ${error}.`} Correct it.`;
    default:
      return `“${at}”: ${error}. Correct it.`;
  }
}
