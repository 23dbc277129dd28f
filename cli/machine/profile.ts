import { resolve } from 'node:path';
import { readProfile, type VendorProfile } from '../../src/vendor/profile.ts';
import { Trouble } from '../errors.ts';
import { shown } from '../files.ts';
import { readProfileFile, readProfileText } from '../profile/readProfile.ts';
import type { World } from './world.ts';

/**
 * Reads the vendor profile: whose product this is about, and which root keys it pins.
 *
 * @param named by `--profile`; else the environment names it; else it came with the tool; else it is `vendor.json` in the
 *   current folder
 * @throws Trouble `profile-missing`, `vendor-invalid`, `file-unreadable`, `file-is-folder`
 */
export function readProfileFor(named: string | undefined, { environment, carriedProfile }: World): VendorProfile {
  const chosen = named ?? (environment.KEYFERRY_PROFILE?.trim() || undefined);
  if (chosen === undefined && carriedProfile !== null) return readProfile(carriedProfile);
  const path = resolve(chosen ?? 'vendor.json');
  return readProfileText(path, readAsked(path));
}

function readAsked(path: string): string {
  try {
    return readProfileFile(path);
  } catch (fault) {
    const isMissing = fault instanceof Trouble && fault.code === 'file-missing';
    throw isMissing ? new Trouble('profile-missing', { path: shown(path) }) : fault;
  }
}
