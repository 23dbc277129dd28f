import { resolve } from 'node:path';
import { readProfile, type VendorProfile } from '../../../src/vendor/profile.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';
import { readProfileFile, readProfileText } from '../../profile/readProfile.ts';
import type { System } from './system.ts';

/**
 * Reads the vendor profile: which product, and which root keys it pins. An executable trusts the profile that it contains
 * and no other: a user who could name another one could license the product.
 *
 * @param named by `--profile`; else KEYFERRY_PROFILE names it, else it is `vendor.json` in the current folder
 * @throws CommandError `profile-carried` if one is named where the executable contains one; `profile-missing`,
 *   `vendor-invalid`, `file-unreadable`, `file-is-folder`
 */
export function readProfileFor(named: string | undefined, { environment, carriedProfile }: System): VendorProfile {
  const chosen = named ?? (environment.KEYFERRY_PROFILE?.trim() || undefined);
  if (carriedProfile !== null) {
    const profile = readProfile(carriedProfile);
    if (chosen === undefined) return profile;
    const by = named === undefined ? 'KEYFERRY_PROFILE' : '--profile';
    throw new CommandError('profile-carried', { product: shown(profile.product.name), by });
  }
  const path = resolve(chosen ?? 'vendor.json');
  return readProfileText(path, readNamedProfile(path));
}

function readNamedProfile(path: string): string {
  try {
    return readProfileFile(path);
  } catch (error) {
    const isMissing = error instanceof CommandError && error.code === 'file-missing';
    throw isMissing ? new CommandError('profile-missing', { path: shown(path) }) : error;
  }
}
