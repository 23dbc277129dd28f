import { rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeWithParents } from '../files/folders.ts';
import { systemCode } from '../files/systemCode.ts';
import type { VendorProfile } from '../src/vendor/profile.ts';
import { type Host, homeOf } from './host.ts';
import { InstallationError, type InstallationErrorCode } from './installationError.ts';
import { writeForEveryone } from './storedFile.ts';

/** Where the product reads its license. */
export interface InstallTarget {
  readonly path: string;
  /** A missing folder from the vendor profile is created; one that the user typed may be a mistake. */
  readonly mayMakeFolder: boolean;
}

/**
 * @param to path from `--to`; takes precedence over the profile
 * @returns null if neither names a path
 * @throws InstallationError `target-unclear` if the profile's path names a variable that is not set, `home-missing`
 */
export function installTargetFor(
  { licenseFile }: Pick<VendorProfile, 'licenseFile'>,
  host: Host,
  to: string | undefined,
): InstallTarget | null {
  if (to !== undefined) return { path: resolve(to), mayMakeFolder: false };
  const systems: Partial<Record<NodeJS.Platform, string | undefined>> = {
    linux: licenseFile?.linux,
    darwin: licenseFile?.macos,
    win32: licenseFile?.windows,
  };
  const path = systems[host.platform];
  return path === undefined ? null : { path: expandPath(path, host), mayMakeFolder: true };
}

function expandPath(path: string, { home, environment }: Host): string {
  if (path.startsWith('~')) return join(homeOf({ home }), path.slice(1));
  return path.replace(/^%(\w+)%/, (_, name: string) => {
    const value = environment[name];
    if (value) return value;
    throw new InstallationError('target-unclear', { path: path, variable: name });
  });
}

/** Where else the license is, for messages if it cannot be installed. */
export interface StoredCopy {
  readonly kept: string;
}

/** Larger than any license, in bytes. */
const probeLength = 16_384;

/**
 * Checks that a license can be written, by writing a probe: Windows reports every folder as writable, and a disk may be full.
 *
 * @throws InstallationError `target-…`
 */
export function checkInstallTarget({ path, mayMakeFolder }: InstallTarget, copy: StoredCopy): void {
  const folder = dirname(path);
  reportingTargetErrors(path, copy, () => {
    if (mayMakeFolder) makeWithParents(folder, 'everyone');
    if (!statSync(folder).isDirectory()) throw targetError('target-folder-missing', path, 'ENOTDIR', copy);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
      throw targetError('target-unwritable', path, 'EISDIR', copy);
    probe(path);
  });
}

function probe(path: string): void {
  const file = `${path}.${process.pid}.probe`;
  rmSync(file, { force: true });
  try {
    writeFileSync(file, new Uint8Array(probeLength), { flag: 'wx', mode: 0o600, flush: true });
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * Writes a license where the product reads it, atomically, readable by every user.
 *
 * @throws InstallationError `target-…`; the earlier file is then unchanged
 */
export function writeLicense({ path }: Pick<InstallTarget, 'path'>, license: Uint8Array, copy: StoredCopy): void {
  reportingTargetErrors(path, copy, () => writeForEveryone(path, license));
}

const codes: Readonly<Record<string, InstallationErrorCode>> = {
  ENOENT: 'target-folder-missing',
  ENOTDIR: 'target-folder-missing',
  EACCES: 'target-forbidden',
  EPERM: 'target-forbidden',
  EROFS: 'target-read-only',
  EBUSY: 'target-in-use',
  ETXTBSY: 'target-in-use',
  ENOSPC: 'target-full',
  EDQUOT: 'target-full',
};

function reportingTargetErrors(path: string, copy: StoredCopy, use: () => void): void {
  try {
    use();
  } catch (error) {
    const reason = systemCode(error);
    if (error instanceof InstallationError || reason === null) throw error;
    throw targetError(codes[reason] ?? 'target-unwritable', path, reason, copy);
  }
}

function targetError(
  code: InstallationErrorCode,
  path: string,
  reason: string,
  { kept }: StoredCopy,
): InstallationError {
  return new InstallationError(code, { path: path, folder: dirname(path), reason, kept: kept });
}
