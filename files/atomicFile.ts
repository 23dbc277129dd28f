import {
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { outlastLock, replaceLocked } from './lockedFile.ts';
import { keepOwner } from './ownership.ts';
import { systemCode } from './systemCode.ts';

/**
 * What to do when the file is there already. `refuse` throws the system's `EEXIST`. `replace` writes to a device or pipe,
 * such as /dev/null or /dev/stdout, and never replaces it.
 */
export type ExistingFile = 'replace' | 'refuse';

export interface AtomicWrite {
  /** Permissions of the file, before the process's mask. */
  readonly mode: number;
  readonly existing: ExistingFile;
  /** Whether the permissions hold whatever the process's mask. */
  readonly ignoresMask?: boolean;
}

/**
 * Replaces a file atomically: after a crash it has either the old or the new content. Writes a temporary file in the same
 * folder, syncs it, renames it over the target and syncs the folder. What root writes into another account's folder
 * belongs to that account.
 *
 * @param mode permissions, 0600 by default
 * @throws the system's error, `EBUSY` if another program holds the file open; nothing is left behind
 */
export function writeWhole(path: string, content: Uint8Array | string, mode = 0o600): void {
  writeAtomically(path, content, { mode, existing: 'replace' });
}

/** As {@link writeWhole}, with a choice of what happens to an existing file. */
export function writeAtomically(path: string, content: Uint8Array | string, write: AtomicWrite): void {
  const { mode, existing, ignoresMask = false } = write;
  if (existing === 'replace' && isDevice(path)) {
    writeFileSync(path, content);
    return;
  }
  const unfinished = unfinishedName(path);
  rmSync(unfinished, { force: true });
  try {
    const file = openSync(unfinished, 'wx', mode);
    try {
      if (ignoresMask) fchmodSync(file, mode);
      keepOwner(file, path);
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    publish(unfinished, path, existing);
  } finally {
    outlastLock(() => rmSync(unfinished, { force: true }));
  }
  syncFolder(dirname(path));
}

/**
 * As {@link writeAtomically}, for content that arrives in pieces.
 *
 * @throws the system's error, or what the pieces throw; nothing is left behind
 */
export async function writePiecesAtomically(
  path: string,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  { mode, existing }: AtomicWrite,
): Promise<void> {
  if (existing === 'replace' && isDevice(path)) return writeFile(path, pieces);
  const unfinished = unfinishedName(path);
  rmSync(unfinished, { force: true });
  try {
    const file = await open(unfinished, 'wx', mode);
    try {
      keepOwner(file.fd, path);
      for await (const piece of pieces) await file.writeFile(Buffer.from(piece));
      await file.sync();
    } finally {
      await file.close();
    }
    publish(unfinished, path, existing);
  } finally {
    outlastLock(() => rmSync(unfinished, { force: true }));
  }
  syncFolder(dirname(path));
}

/** Follows links: /dev/stdout is one. */
function isDevice(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

/** One per process: what another process is writing stays its own. */
function unfinishedName(path: string): string {
  return `${path}.${process.pid}.unfinished`;
}

/** FAT, as on USB sticks, has no hard links. */
const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

function publish(unfinished: string, path: string, existing: ExistingFile): void {
  if (existing === 'replace') replaceLocked(path, () => renameSync(unfinished, path));
  else linkOrRename(unfinished, path);
}

/** Unlike a rename, a link never replaces a file. */
function linkOrRename(unfinished: string, path: string): void {
  try {
    linkSync(unfinished, path);
  } catch (error) {
    const isThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
    if (isThere || !withoutLinks.includes(systemCode(error) ?? '')) throw error;
    replaceLocked(path, () => renameSync(unfinished, path));
  }
}

/** Makes changes of a folder's entries last: renames and new files. */
export function syncFolder(path: string): void {
  // Windows opens no folders; NTFS keeps the rename in its own journal.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
