import type { CommandErrorDetails } from '../errorTexts.ts';
import { ruleFor, siblingsOf } from './rules.ts';

/** @returns where in its file a vendor profile has a fault, what it is, and what to do */
export function profileErrorText({ path, line, column, kind, at, fault }: CommandErrorDetails): string {
  const place = line ? `${path}, line ${line}, column ${column}` : `${path}`;
  return `${place}: ${said(String(kind), String(at), String(fault))}`;
}

function said(kind: string, at: string, error: string): string {
  const rule = ruleFor(at);
  const takes = rule === null ? '' : ` It takes ${rule}.`;
  switch (kind) {
    case 'json':
      return error === ''
        ? 'this is not JSON: it ends too early. Is a bracket or a quotation mark missing?'
        : `this is not JSON: “${error}” does not belong here. Is a comma, a quotation mark or a bracket missing or too much?`;
    case 'twice':
      return `“${at}” stands there twice. Remove one of them.`;
    case 'missing':
      return `“${at}” is missing.${takes} Add it.`;
    case 'unknown':
      return `there is no field “${at}”. Remove it, or correct its name; beside it there can be ${siblingsOf(at)}.`;
    case 'logo':
      return `“${at}” is no picture that pages can show safely: ${error}.${takes}`;
    case 'value':
      if (at === '') return 'a vendor profile is a JSON object, and this is none.';
      return `“${at}” cannot be this.${takes || ` ${error}.`} Correct it.`;
    default:
      return `“${at}”: ${error}. Correct it.`;
  }
}
