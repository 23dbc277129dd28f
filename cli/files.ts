import { closeSync, lstatSync, openSync, readSync } from 'node:fs';
import { writeAtomically } from '../files/atomicFile.ts';
import { outlastLock } from '../files/lockedFile.ts';
import { systemCode } from '../files/systemCode.ts';
import { CommandError, type CommandErrorCode } from './errors.ts';
import { printableLine } from './terminalText.ts';

/** Bytes read at a time. */
const sliceLength = 65_536;

/**
 * Reads a file, a pipe or a device, and stops once it is too long.
 *
 * @param most bytes; a longer file yields one byte more
 * @throws CommandError `file-missing`, `file-is-folder`, `file-in-use`, `file-unreadable`
 */
export function readAtMost(path: string, most: number): Uint8Array {
  return explained(path, 'file-unreadable', () => {
    const file = outlastLock(() => openSync(path, 'r'));
    try {
      return readOpen(file, most + 1);
    } finally {
      closeSync(file);
    }
  });
}

function readOpen(file: number, most: number): Uint8Array {
  const slices: Buffer[] = [];
  let length = 0;
  while (length < most) {
    const slice = Buffer.alloc(Math.min(sliceLength, most - length));
    const count = readSync(file, slice);
    if (count === 0) break;
    slices.push(slice.subarray(0, count));
    length += count;
  }
  return Buffer.concat(slices, length);
}

/** @throws CommandError `file-exists` when one of the files exists, `file-is-folder` when it is a folder */
export function refuseExisting(paths: readonly string[]): void {
  for (const path of paths) {
    // A link that leads nowhere exists as well.
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) continue;
    throw new CommandError(found.isDirectory() ? 'file-is-folder' : 'file-exists', { path: shown(path) });
  }
}

/** Other programs and users may read it, as far as the process's mask allows. */
const publicMode = 0o666;

/**
 * Writes a file that is no secret, all of it or nothing.
 *
 * @param force replaces a file that exists; without it an existing file is refused, a link too
 * @throws CommandError `file-exists`, `file-is-folder`, `file-in-use`, `file-unwritable`
 */
export function writeFile(path: string, content: Uint8Array | string, force: boolean): void {
  explained(path, 'file-unwritable', () =>
    writeAtomically(path, content, { mode: publicMode, existing: force ? 'replace' : 'refuse' }),
  );
}

/** Writes to a stream and waits until the content is accepted, so that a full disk is noticed. */
export function writeOut(stream: NodeJS.WritableStream, content: Uint8Array): Promise<void> {
  return new Promise((taken, failed) => stream.write(content, (error) => (error ? failed(error) : taken())));
}

const codes: Readonly<Record<string, CommandErrorCode>> = {
  ENOENT: 'file-missing',
  EISDIR: 'file-is-folder',
  EEXIST: 'file-exists',
  EBUSY: 'file-in-use',
  ETXTBSY: 'file-in-use',
};

/**
 * Uses a file or folder, and explains the system's errors.
 *
 * @param otherwise code of a failure without a code of its own
 * @throws CommandError that names the path
 */
export function explained<Result>(path: string, otherwise: CommandErrorCode, use: () => Result): Result {
  try {
    return use();
  } catch (error) {
    throw refusalOf(path, otherwise, error);
  }
}

/** As {@link explained}, for asynchronous use. */
export async function explainedLater<Result>(
  path: string,
  otherwise: CommandErrorCode,
  use: () => Promise<Result>,
): Promise<Result> {
  try {
    return await use();
  } catch (error) {
    throw refusalOf(path, otherwise, error);
  }
}

function refusalOf(path: string, otherwise: CommandErrorCode, error: unknown): unknown {
  const reason = systemCode(error);
  if (reason === null) return error;
  const missingFolder = reason === 'ENOENT' && otherwise === 'file-unwritable';
  return new CommandError((!missingFolder && codes[reason]) || otherwise, { path: shown(path), reason });
}

/** Control characters in a file's name could rewrite the terminal. */
export function shown(path: string): string {
  return printableLine(path);
}
