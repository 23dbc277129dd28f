import { chownSync, closeSync, fchownSync, fstatSync, lstatSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Root works on data that belongs to a service's account, or on a user's behalf (sudo). What it creates there must be
 * readable by that account, or the service does not start. So whatever root creates in a folder of another account
 * belongs to that account.
 */

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Gives a new file to the account for which root creates it; does nothing for other users.
 *
 * @param file open, just created by this process: through a path, a symbolic link could name another file
 * @param path where the file will be; an existing file there keeps its owner, unless that is root
 */
export function keepOwner(file: number, path: string): void {
  if (!isRoot()) return;
  const { uid, gid } = ownerFor(path);
  const now = fstatSync(file);
  if (now.uid !== uid || now.gid !== gid) ignoringRefusal(() => fchownSync(file, uid, gid));
}

/** As {@link keepOwner}, for a folder that root has just created. */
export function keepFolderOwner(path: string): void {
  if (!isRoot()) return;
  const { uid, gid } = statSync(dirname(path));
  if (uid !== 0) ignoringRefusal(() => chownSync(path, uid, gid));
}

/**
 * Creates a file if it is missing, and gives it to the account for which root works, also if an earlier version left it
 * to root.
 *
 * @throws the system's error when the file cannot be written
 */
export function ensureOwnedFile(path: string, mode: number): void {
  const file = openSync(path, 'a', mode);
  try {
    keepOwner(file, path);
  } finally {
    closeSync(file);
  }
}

function ownerFor(path: string): Owner {
  const folder = statSync(dirname(path));
  const existing = lstatSync(path, { throwIfNoEntry: false });
  // Root's own file in a folder of another account is one that an earlier command left behind.
  return existing?.isFile() && existing.uid !== 0 ? existing : folder;
}

function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

/** Some file systems, such as FAT, have no owners. The account then gets an error that names the file. */
function ignoringRefusal(change: () => void): void {
  try {
    change();
  } catch {}
}
