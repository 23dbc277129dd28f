import { lstatSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeWhole } from '../../../files/atomicFile.ts';
import { makeWithParents } from '../../../files/folders.ts';
import { outlastLock } from '../../../files/lockedFile.ts';
import { remedyFor } from '../../../files/remedy.ts';
import { systemCode } from '../../../files/systemCode.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';

/**
 * Writes one of the tool's own files atomically, readable by its user only.
 *
 * @throws CommandError `keep-failed`
 */
export function storeFile(path: string, content: Uint8Array | string): void {
  const reason = tryToStore(path, content);
  if (reason !== null)
    throw new CommandError('keep-failed', { path: shown(path), reason, remedy: shown(remedyFor(path, reason)) });
}

/** @returns null if the file was written, else the system's error code */
export function tryToStore(path: string, content: Uint8Array | string): string | null {
  try {
    makeWithParents(dirname(path));
    writeWhole(path, content);
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

/**
 * @returns null if there is no file
 * @throws CommandError `stored-unreadable`: what cannot be read is not missing
 */
export function readStored(path: string): Uint8Array | null {
  try {
    return outlastLock(() => readFileSync(path));
  } catch (error) {
    const reason = systemCode(error);
    if (reason === null) throw error;
    if (missing.includes(reason) || reason === 'EISDIR') return null;
    throw new CommandError('stored-unreadable', { path: shown(path), reason, remedy: shown(remedyFor(path, reason)) });
  }
}

/** @returns whether there is something at the path, also if it cannot be read or seen */
export function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    const reason = systemCode(error);
    if (reason === null) throw error;
    return !missing.includes(reason);
  }
}

export function readStoredText(path: string): string | null {
  const bytes = readStored(path);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}
