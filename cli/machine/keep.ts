import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../../hardware/systemCode.ts';
import { writeWhole } from '../../server/atomicFile.ts';
import { makeWithParents } from '../../server/dataFolder.ts';
import { CommandError } from '../errors.ts';
import { shown } from '../files.ts';

/**
 * Writes a file of the tool's own, legible to its user only, whole or not at all.
 *
 * @throws Trouble `keep-failed`
 */
export function keep(path: string, content: Uint8Array | string): void {
  const reason = tryToKeep(path, content);
  if (reason !== null) throw new CommandError('keep-failed', { path: shown(path), reason });
}

/** @returns null when it is written, else the system's reason */
export function tryToKeep(path: string, content: Uint8Array | string): string | null {
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

/** @returns whether it was written in one of the places at least */
export function keepInAny(paths: readonly string[], content: string): boolean {
  return paths.map((path) => tryToKeep(path, content)).includes(null);
}

/** @returns null where nothing is, or nothing that may be read */
export function readKept(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return null;
  }
}

export function readKeptText(path: string): string | null {
  const bytes = readKept(path);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}
