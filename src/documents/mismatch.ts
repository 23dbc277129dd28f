import { Refusal } from '../refusal.ts';
import { documentTypes, elementNameOf } from './documentType.ts';
import { recognize } from './recognize.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<root>\n';

/**
 * Explains why a file is not a Keyferry document.
 *
 * @param file exact bytes
 * @param text the same, decoded and repaired
 * @param whole the pattern that it does not match
 * @returns Refusal `file-empty`, `file-is-web-page`, `file-of-another-vendor`, `file-cut-short`, `envelope-malformed` or
 *   `file-unrecognized`
 */
export function explainMismatch(file: Uint8Array, text: string, whole: RegExp): Refusal {
  const found = recognize(file);
  if (found === 'empty') return new Refusal('file-empty');
  if (found === 'web-page') return new Refusal('file-is-web-page');
  if (found === 'unity-request') return foreign('request');
  if (found === 'unity-license') return foreign('license');
  if (found === 'unity-named-user') return foreign('named-user');
  if (isCutShort(text, whole)) return new Refusal('file-cut-short');
  return new Refusal(found === 'unknown' ? 'file-unrecognized' : 'envelope-malformed');
}

function foreign(kind: string): Refusal {
  return new Refusal('file-of-another-vendor', { vendor: 'Unity', kind });
}

/** @returns whether the file is the beginning of a document, even if only the last line end is missing */
function isCutShort(text: string, whole: RegExp): boolean {
  if (whole.test(`${text}\n`)) return true;
  if (text.length <= HEAD.length) return HEAD.startsWith(text);
  return text.startsWith(HEAD) && !text.includes('</root>') && recognizesPayload(text.slice(HEAD.length));
}

/** Half of a foreign file is not "cut short": the beginning of one of our payloads must be there. */
function recognizesPayload(rest: string): boolean {
  return documentTypes
    .map((type) => `<${elementNameOf(type)} id="Terms">`)
    .some((start) => rest.startsWith(start) || start.startsWith(rest));
}
