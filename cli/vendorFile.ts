import { readFileSync } from 'node:fs';
import { systemCode } from '../files/systemCode.ts';
import { fileError, writeDataFile } from '../server/fileError.ts';
import type { ProductFolder } from '../server/productFolder.ts';
import { readProfile, type VendorProfile } from '../src/vendor/profile.ts';
import { CommandError } from './errors.ts';
import { shown } from './files.ts';
import { readProfileText } from './profile/readProfile.ts';

/** Takes the place of the root keys that a new profile lacks, so that everything else in it is checked. */
const noRootKey = `${'A'.repeat(43)}=`;

/**
 * Checks a vendor profile that may have no root keys yet.
 *
 * @param json the profile as JSON text
 * @throws Refusal `profile-invalid`
 */
export function readNewProfile(json: string): VendorProfile {
  const data = parsed(json);
  const isNew = data !== null && Array.isArray(data.rootKeys) && data.rootKeys.length === 0;
  if (!isNew) return readProfile(json);
  return { ...readProfile(JSON.stringify({ ...data, rootKeys: [noRootKey] })), rootKeys: [] };
}

function parsed(json: string): { readonly rootKeys?: unknown } | null {
  try {
    const data: unknown = JSON.parse(json);
    return typeof data === 'object' && data !== null ? data : null;
  } catch {
    return null;
  }
}

/** @throws CommandError `vendor-missing`, `vendor-invalid`; ConfigurationError when it cannot be read */
export function readVendorFile({ profile: path }: ProductFolder): VendorProfile {
  return readProfileText(path, readVendorText(path), readNewProfile);
}

function readVendorText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw new CommandError('vendor-missing', { path: shown(path) });
    throw fileError(path, 'read', error);
  }
}

export function writeVendorFile({ profile: path }: ProductFolder, profile: VendorProfile): void {
  writeDataFile(path, vendorText(profile), 0o644);
}

export function vendorText(profile: VendorProfile): string {
  return `${JSON.stringify(profile, null, 2)}\n`;
}
