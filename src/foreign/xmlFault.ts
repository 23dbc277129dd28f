import { XMLValidator } from 'fast-xml-parser';
import { fileLimits } from '../documents/fileLimits.ts';

/**
 * Finds where another vendor's XML file is damaged: cut short, or changed by an editor. Only its own vendor's program can
 * check more.
 *
 * @param file exact bytes, untrusted; above 262,144 bytes it is not checked
 * @returns line from 1 in which the file stops being well-formed XML; null when it is well-formed
 */
export function xmlFault(file: Uint8Array): number | null {
  if (file.length > fileLimits.carried) return null;
  const verdict = XMLValidator.validate(new TextDecoder().decode(file));
  return verdict === true ? null : verdict.err.line;
}
