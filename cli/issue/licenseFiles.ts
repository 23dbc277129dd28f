import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CommandError } from '../errors.ts';
import { explained, shown } from '../files.ts';
import { writePieces } from '../vendor/output.ts';

/** Requests of one machine that a folder may answer. */
const mostOfOneMachine = 20;

/**
 * Names the license of a request like the request's own file, so that whoever named `Line 3.licreq` finds it again. The
 * computer ID is always part of it.
 *
 * @param place path of the request's file; null where it has no file of its own, as in an archive
 * @param machine computer ID
 * @param ending of a license file
 * @returns the preferred name first; the others are for further requests of the same machine
 */
export function licenseNames(place: string | null, machine: string, ending: string): readonly string[] {
  const [base = ''] = place === null ? [] : basename(place).split(/(?:\.[A-Za-z0-9]{1,16}){1,2}$/);
  const name = base.includes(machine) ? base : [base, machine].filter((part) => part !== '').join('-');
  return Array.from({ length: mostOfOneMachine }, (_, at) => `${name}${at === 0 ? '' : `-${at + 1}`}${ending}`);
}

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
