import { Refusal } from '../../src/refusal.ts';
import { readProfile, type VendorProfile } from '../../src/vendor/profile.ts';
import { CommandError } from '../errors.ts';
import { readAtMost, shown } from '../files.ts';
import { findJsonError, findRepeatedField, positionOf } from './position.ts';

/** The largest profile, in bytes; most of it is a keyset and a logo. */
const maxProfileBytes = 262_144;

const nowhere = { line: 0, column: 0 };

/**
 * Reads the text of a profile's file.
 *
 * @throws CommandError as `readAtMost`; Refusal `file-too-large`
 */
export function readProfileFile(path: string): string {
  const bytes = readAtMost(path, maxProfileBytes);
  if (bytes.length > maxProfileBytes) throw new Refusal('file-too-large', { limit: maxProfileBytes });
  return new TextDecoder().decode(bytes);
}

/**
 * Parses a vendor profile, and locates any error for the message.
 *
 * @param path of the file, for the message
 * @param read `readNewProfile` if root keys may still be missing
 * @throws CommandError `vendor-invalid` with `path`, `line`, `column`, `kind`, `at` and `fault`, for `profileErrorText`
 */
export function readProfileText(
  path: string,
  json: string,
  read: (json: string) => VendorProfile = readProfile,
): VendorProfile {
  // Editors on Windows begin files with a byte order mark.
  const text = json.replace(/^\uFEFF/, '');
  try {
    const profile = read(text);
    refuseRepeatedField(path, text);
    return profile;
  } catch (error) {
    throw error instanceof Refusal ? refusalOf(path, text, error) : error;
  }
}

/** In a repeated field, a change of the first one has no effect. */
function refuseRepeatedField(path: string, text: string): void {
  const twice = findRepeatedField(text);
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
    const { found, ...place } = findJsonError(text) ?? { ...nowhere, found: '' };
    return new CommandError('vendor-invalid', { path: shown(path), ...place, kind, at: '', fault: shown(found) });
  }
  return profileError(path, text, { at: String(at), kind: String(kind), fault: String(fault) });
}

/** @returns an error about a value in a well-formed profile */
export function profileError(
  path: string,
  text: string,
  { at, kind, fault }: { readonly at: string; readonly kind: string; readonly fault: string },
): CommandError {
  const place = positionOf(text.replace(/^\uFEFF/, ''), at) ?? nowhere;
  return new CommandError('vendor-invalid', { path: shown(path), ...place, kind, at: shown(at), fault: shown(fault) });
}
