import { writeWhole } from '../files/atomicFile.ts';
import { remedyFor } from '../files/remedy.ts';
import { systemCode } from '../files/systemCode.ts';
import { ConfigurationError } from './configurationError.ts';

/**
 * Explains why a file cannot be used: which one, and what to do.
 *
 * @param path the file
 * @param problem completes the sentence “FILE cannot be …”
 * @param error the system's
 * @param name what the message calls the file; its path by default
 * @returns a ConfigurationError; the error itself if it is not the system's
 */
export function fileError(path: string, problem: 'read' | 'written', error: unknown, name = path): unknown {
  const reason = systemCode(error);
  if (reason === null) return error;
  const remedy = problem === 'read' && reason === 'ENOENT' ? noSuchFile : remedyFor(path, reason);
  return new ConfigurationError(`${name} cannot be ${problem} (${reason}). ${remedy}`);
}

const noSuchFile = 'There is no such file. Check the name and the folder.';

/**
 * Replaces a file of the data folder, atomically.
 *
 * @param mode permissions, 0600 by default
 * @throws ConfigurationError that names the file and what to do
 */
export function writeDataFile(path: string, content: Uint8Array | string, mode?: number): void {
  try {
    writeWhole(path, content, mode);
  } catch (error) {
    throw fileError(path, 'written', error);
  }
}
