import { Refusal } from '../../src/refusal.ts';
import { readProfile, type VendorProfile } from '../../src/vendor/profile.ts';
import { CommandError } from '../errors.ts';
import { readAtMost, shown } from '../files.ts';
import { faultInJson, fieldTwice, positionOf } from './position.ts';

/** A keyset and a logo are the most of it, in bytes. */
const longestProfile = 262_144;

const nowhere = { line: 0, column: 0 };

/**
 * @returns the text of a profile's file
 * @throws Trouble of `readAtMost`; Refusal `file-too-large`
 */
export function readProfileFile(path: string): string {
  const bytes = readAtMost(path, longestProfile);
  if (bytes.length > longestProfile) throw new Refusal('file-too-large', { limit: longestProfile });
  return new TextDecoder().decode(bytes);
}

/**
 * Reads a vendor profile out of a file's text, for whoever has to correct it.
 *
 * @param path of the file, for the message
 * @param read what reads it; `readNewProfile` where root keys may still be missing
 * @throws Trouble `vendor-invalid` with `path`, `line`, `column`, `kind`, and by its kind `at` and `fault`: see
 *   `profileTroubleText`
 */
export function readProfileText(
  path: string,
  json: string,
  read: (json: string) => VendorProfile = readProfile,
): VendorProfile {
  // Editors on Windows begin their files with one.
  const text = json.replace(/^\uFEFF/, '');
  try {
    const profile = read(text);
    refuseTwice(path, text);
    return profile;
  } catch (error) {
    throw error instanceof Refusal ? refusalOf(path, text, error) : error;
  }
}

/** A color that was changed at one place of two would go unnoticed. */
function refuseTwice(path: string, text: string): void {
  const twice = fieldTwice(text);
  if (!twice) return;
  const { name, line, column } = twice;
  throw new CommandError('vendor-invalid', {
    path: shown(path),
    line,
    column,
    kind: 'twice',
    at: shown(name),
    fault: '',
  });
}

function refusalOf(path: string, text: string, { details }: Refusal): CommandError {
  const { path: at = '', fault = '', kind = 'value' } = details;
  if (kind === 'json') {
    const { found, ...place } = faultInJson(text) ?? { ...nowhere, found: '' };
    return new CommandError('vendor-invalid', { path: shown(path), ...place, kind, at: '', fault: shown(found) });
  }
  return profileFault(path, text, { at: String(at), kind: String(kind), fault: String(fault) });
}

/** @returns the trouble with something in a profile that is well-formed */
export function profileFault(
  path: string,
  text: string,
  { at, kind, fault }: { readonly at: string; readonly kind: string; readonly fault: string },
): CommandError {
  const place = positionOf(text.replace(/^\uFEFF/, ''), at) ?? nowhere;
  return new CommandError('vendor-invalid', { path: shown(path), ...place, kind, at: shown(at), fault: shown(fault) });
}
