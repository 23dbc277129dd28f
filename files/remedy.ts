import { accessSync, constants, readFileSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** @param code of a system error */
export const isOutOfFiles = (code: string | null | undefined): boolean => code === 'EMFILE' || code === 'ENFILE';

/** What to do when a process may not open more files. */
export const moreFiles = 'Allow the process to open more files: ulimit -n 1024, or LimitNOFILE= of its unit.';

/** @returns what to do about a system error at a file or folder, one or two sentences */
export function remedyFor(path: string, reason: string): string {
  if (reason === 'EACCES' || reason === 'EPERM') return rightsRemedy(path);
  return remedies[reason] ?? 'Check its folder and its disk.';
}

const remedies: Readonly<Record<string, string>> = {
  ENOENT: 'Its folder does not exist, or takes no files. Create the folder, or correct the path.',
  ENOTDIR: 'Part of its path is a file, not a folder. Correct the path.',
  EBUSY: 'Another program has it open, such as a virus scanner or a backup. Close that program, then try again.',
  EISDIR: 'It is a folder. Name a file, or move the folder away.',
  EROFS: 'The disk is read-only. Mount it writable, or choose another folder.',
  ENOSPC: 'The disk is full. Free some space.',
  SQLITE_FULL: 'The disk is full. Free some space.',
  EDQUOT: 'The disk quota is used up. Free some space.',
  EFBIG: 'It is larger than the system allows. Raise the limit (ulimit -f).',
  ELOOP: 'Its path leads through a circle of links. Correct the links.',
  ENAMETOOLONG: 'The name is too long. Choose a shorter one.',
  EMFILE: moreFiles,
  ENFILE: moreFiles,
  EIO: 'The disk reports an error. Check the disk, and restore the file from a backup.',
};

/** Names the account that owns what is in the way, and the command that mends it. */
function rightsRemedy(path: string): string {
  const me = process.geteuid?.();
  // Windows has no owner to name.
  if (me === undefined) return 'Give this account permission to read and write it.';
  const blocked = blockedAt(path);
  const stats = statOf(blocked);
  if (stats === null) return 'Check the permissions of its folder.';
  if (stats.uid === me) return `Its permissions forbid it. Run: chmod u+rwX ${quoted(blocked)}`;
  const subject = blocked === path ? 'It' : `The folder ${blocked}`;
  const owner = `${subject} belongs to ${nameOf(stats.uid)}, and this program runs as ${nameOf(me)}.`;
  const isStray = statOf(dirname(blocked))?.uid === me;
  if (isStray || stats.uid === 0)
    return `${owner} As root, run: chown -R ${passwordFileName(me) ?? me}: ${quoted(blocked)}`;
  return `${owner} Run it as ${nameOf(stats.uid)} (sudo -u ${passwordFileName(stats.uid) ?? `'#${stats.uid}'`}).`;
}

/** @returns the file; or the folder on its path that cannot be entered, or in which nothing can be created */
function blockedAt(path: string): string {
  const folder = dirname(path);
  if (statOf(path) !== null && mayChange(folder)) return path;
  let closed = folder;
  while (statOf(closed) === null && dirname(closed) !== closed) closed = dirname(closed);
  return statOf(path) !== null && !mayUse(path, constants.R_OK) ? path : closed;
}

function mayChange(folder: string): boolean {
  return mayUse(folder, constants.W_OK | constants.X_OK);
}

function mayUse(path: string, how: number): boolean {
  try {
    accessSync(path, how);
    return true;
  } catch {
    return false;
  }
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

/** @returns the account's name, or its number where the password file does not list it, as in containers */
function nameOf(uid: number): string {
  return passwordFileName(uid) ?? `user ${uid}`;
}

function passwordFileName(uid: number): string | undefined {
  try {
    const entries = readFileSync('/etc/passwd', 'utf8').split('\n');
    return entries.map((line) => line.split(':')).find(([, , id]) => id === String(uid))?.[0];
  } catch {
    return undefined;
  }
}

/** For a shell. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
