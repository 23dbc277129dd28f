import { rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { systemCode } from '../../hardware/systemCode.ts';
import { writeWhole } from '../../server/atomicFile.ts';
import { makeWithParents } from '../../server/dataFolder.ts';
import type { VendorProfile } from '../../src/vendor/profile.ts';
import { CommandError, type CommandErrorCode } from '../errors.ts';
import { shown } from '../files.ts';
import type { System } from './world.ts';

/** Where the product reads its license. */
export interface Target {
  readonly path: string;
  /** A folder that the vendor names is made where it is missing; one that a person has typed may be a slip. */
  readonly mayMakeFolder: boolean;
}

/**
 * @param to as a person has typed it; it comes first
 * @returns null where nobody has said anything
 * @throws Trouble `target-unclear` when the vendor's path names a variable that is not set
 */
export function targetFor({ licenseFile }: VendorProfile, system: System, to: string | undefined): Target | null {
  if (to !== undefined) return { path: resolve(to), mayMakeFolder: false };
  const systems: Partial<Record<NodeJS.Platform, string | undefined>> = {
    linux: licenseFile?.linux,
    darwin: licenseFile?.macos,
    win32: licenseFile?.windows,
  };
  const path = systems[system.platform];
  return path === undefined ? null : { path: expanded(path, system), mayMakeFolder: true };
}

function expanded(path: string, { home, environment }: System): string {
  if (path.startsWith('~')) return join(home, path.slice(1));
  return path.replace(/^%(\w+)%/, (_, name: string) => {
    const value = environment[name];
    if (value) return value;
    throw new CommandError('target-unclear', { path: shown(path), variable: name });
  });
}

/** Where the license is meanwhile, for whoever cannot have it where it belongs. */
export interface Refuge {
  readonly kept: string;
}

/** More than any license, in bytes. */
const probeLength = 16_384;

/**
 * Makes sure that a license can be written, before one is. Only writing tells: Windows answers any question about rights to
 * a folder with yes, and a disk may be full.
 *
 * @throws Trouble `target-…`
 */
export function checkTarget({ path, mayMakeFolder }: Target, refuge: Refuge): void {
  const folder = dirname(path);
  explainedTarget(path, refuge, () => {
    if (mayMakeFolder) makeWithParents(folder);
    if (!statSync(folder).isDirectory()) throw fault('target-folder-missing', path, 'ENOTDIR', refuge);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
      throw fault('target-unwritable', path, 'EISDIR', refuge);
    probe(path);
  });
}

function probe(path: string): void {
  const beside = `${path}.${process.pid}.probe`;
  rmSync(beside, { force: true });
  try {
    writeFileSync(beside, new Uint8Array(probeLength), { flag: 'wx', mode: 0o600, flush: true });
  } finally {
    rmSync(beside, { force: true });
  }
}

/**
 * Puts a license where the product reads it, whole or not at all, legible to everybody who uses the product.
 *
 * @throws Trouble `target-…`; what was there before is there still
 */
export function install({ path }: Target, license: Uint8Array, refuge: Refuge): void {
  explainedTarget(path, refuge, () => writeWhole(path, license, 0o644));
}

const codes: Readonly<Record<string, CommandErrorCode>> = {
  ENOENT: 'target-folder-missing',
  ENOTDIR: 'target-folder-missing',
  EACCES: 'target-forbidden',
  EPERM: 'target-forbidden',
  EROFS: 'target-read-only',
  ENOSPC: 'target-full',
  EDQUOT: 'target-full',
};

function explainedTarget(path: string, refuge: Refuge, use: () => void): void {
  try {
    use();
  } catch (error) {
    const reason = systemCode(error);
    if (error instanceof CommandError || reason === null) throw error;
    throw fault(codes[reason] ?? 'target-unwritable', path, reason, refuge);
  }
}

function fault(code: CommandErrorCode, path: string, reason: string, { kept }: Refuge): CommandError {
  return new CommandError(code, { path: shown(path), folder: shown(dirname(path)), reason, kept: shown(kept) });
}
