import { Refusal } from '../refusal.ts';
import { frameTextIn } from './link.ts';

/** Looks like signed files of ours, one or several; whether they are is decided by `documents/`. */
const signedFiles =
  /^(?:<\?xml [^\n]*\?>\r?\n<root>\r?\n[^\n]*\r?\n<Signature [^\n]*<\/Signature>\r?\n<\/root>(?:\s+(?=<)|$))+$/;
/** Some XML file with a root of that name, such as another vendor's. */
const otherFile = /^\s*<\?xml [^>]*\?>\s*<root[\s>]/;

/** Whether a text is the link or text of a code's frame, whole or not. */
export function isFrameText(text: string): boolean {
  return frameTextIn(text) !== null;
}

/**
 * Reads a document's own text, as a person pastes it.
 *
 * @param text untrusted
 * @returns exact bytes; white space around signed files is dropped and the last line ended, any other file passes on
 *   exactly as it was pasted
 * @throws Refusal `file-unrecognized` when it is no such file
 */
export function documentIn(text: string): Uint8Array {
  const trimmed = text.trim();
  if (signedFiles.test(trimmed)) return new TextEncoder().encode(`${trimmed}\n`);
  if (otherFile.test(text)) return new TextEncoder().encode(text);
  throw new Refusal('file-unrecognized');
}
