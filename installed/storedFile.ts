import { lstatSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeAtomically, writeWhole } from '../files/atomicFile.ts';
import { makeWithParents } from '../files/folders.ts';
import { outlastLock } from '../files/lockedFile.ts';
import { remedyFor } from '../files/remedy.ts';
import { systemCode } from '../files/systemCode.ts';
import { InstallationError } from './installationError.ts';

/**
 * Writes a file atomically, readable by its user only.
 *
 * @throws InstallationError `keep-failed`
 */
export function storeFile(path: string, content: Uint8Array | string): void {
  const reason = tryToStore(path, content);
  if (reason !== null) throw new InstallationError('keep-failed', { path, reason, remedy: remedyFor(path, reason) });
}

/** @returns null if the file was written, readable by its user only; else the system's error code */
export function tryToStore(path: string, content: Uint8Array | string): string | null {
  return reasonOf(() => {
    makeWithParents(dirname(path));
    writeWhole(path, content);
  });
}

/**
 * Writes a file atomically, readable by every account, also if root's mask hides new files.
 *
 * @throws the system's error; the earlier file is then unchanged
 */
export function writeForEveryone(path: string, content: Uint8Array | string): void {
  writeAtomically(path, content, { mode: 0o644, existing: 'replace', ignoresMask: true });
}

/** @returns as {@link tryToStore} */
export function tryToStoreForEveryone(path: string, content: Uint8Array | string): string | null {
  return reasonOf(() => {
    makeWithParents(dirname(path), 'everyone');
    writeForEveryone(path, content);
  });
}

/** @returns null, or the system's error code if the use of files failed */
export function reasonOf(use: () => void): string | null {
  try {
    use();
    return null;
  } catch (error) {
    const reason = systemCode(error);
    if (reason === null) throw error;
    return reason;
  }
}

/** @returns whether at least one of the files was written */
export function storeInAny(paths: readonly string[], content: string): boolean {
  return paths.map((path) => tryToStore(path, content)).includes(null);
}

/** System errors that mean that there is no such file. */
const missing = ['ENOENT', 'ENOTDIR'];

/** How a file is read that may be missing: {@link readStored} or {@link readIfReadable}. */
export type StoredReader = (path: string) => Uint8Array | null;

/**
 * @returns null if there is no file
 * @throws InstallationError `stored-unreadable`: what cannot be read is not missing
 */
export function readStored(path: string): Uint8Array | null {
  try {
    return outlastLock(() => readFileSync(path));
  } catch (error) {
    const reason = systemCode(error);
    if (reason === null) throw error;
    if (missing.includes(reason) || reason === 'EISDIR') return null;
    throw new InstallationError('stored-unreadable', { path, reason, remedy: remedyFor(path, reason) });
  }
}

/** @returns null also if the file cannot be read */
export function readIfReadable(path: string): Uint8Array | null {
  try {
    return readStored(path);
  } catch (error) {
    if (error instanceof InstallationError) return null;
    throw error;
  }
}

/** @returns whether there is something at the path, also if it cannot be read or seen */
export function isThere(path: string): boolean {
  const reason = reasonOf(() => lstatSync(path));
  return reason === null || !missing.includes(reason);
}

export function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : new TextDecoder().decode(bytes);
}
