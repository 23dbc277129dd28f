import { Refusal } from '../refusal.ts';
import { frameTextIn } from './link.ts';

/** One or several signed files by their looks; `documents/` verifies them. */
const signedFiles =
  /^(?:<\?xml [^\n]*\?>\r?\n<root>\r?\n[^\n]*\r?\n<Signature [^\n]*<\/Signature>\r?\n<\/root>(?:\s+(?=<)|$))+$/;
/** Any XML file with a root element of that name, such as another vendor's. */
const otherFile = /^\s*<\?xml [^>]*\?>\s*<root[\s>]/;

/** @returns whether a text is a frame or a link with one */
export function isFrameText(text: string): boolean {
  return frameTextIn(text) !== null;
}

/**
 * Reads the pasted text of a document.
 *
 * @param text untrusted
 * @returns the file's bytes: signed files without white space around them and with a final line end, any other file exactly
 *   as pasted
 * @throws Refusal `file-unrecognized` when the text is not such a file
 */
export function documentIn(text: string): Uint8Array {
  const trimmed = text.trim();
  if (signedFiles.test(trimmed)) return new TextEncoder().encode(`${trimmed}\n`);
  if (otherFile.test(text)) return new TextEncoder().encode(text);
  throw new Refusal('file-unrecognized');
}
