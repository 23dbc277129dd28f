import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../errors.ts';
import { explained, shown } from '../files.ts';
import { writePieces } from '../vendor/output.ts';

/** Makes the folder, for its owner alone, unless it is there. */
export function makeLicenseFolder(folder: string): void {
  explained(folder, 'file-unwritable', () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
}

/**
 * Writes a license into a folder, and never over another file: repeating a command finds the same files.
 *
 * @param names file names, the preferred one first
 * @returns path of the file
 * @throws CommandError `file-exists` when all names are taken by other content; as `writePieces`
 */
export async function writeLicenseFile(
  folder: string,
  names: readonly string[],
  license: Uint8Array,
  stdout: NodeJS.WritableStream,
): Promise<string> {
  const paths = names.map((name) => join(folder, name));
  const same = paths.find((path) => existsSync(path) && Buffer.from(license).equals(readFileSync(path)));
  if (same !== undefined) return same;
  const free = paths.find((path) => !existsSync(path));
  if (free === undefined) throw new CommandError('file-exists', { path: shown(paths[0] ?? ''), force: 'no' });
  await writePieces([license], { output: free }, stdout);
  return free;
}
