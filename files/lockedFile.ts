import { statSync } from 'node:fs';
import { systemCode } from './systemCode.ts';

/** What waiting for another program needs; replaced in tests. */
export interface LockWait {
  readonly platform: NodeJS.Platform;
  /** Stops this thread. @param duration milliseconds */
  readonly pause: (duration: number) => void;
}

const here: LockWait = {
  platform: process.platform,
  pause: (duration) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, duration),
};

/** Milliseconds between attempts. Virus scanners, backups and indexers hold a file for less than a second. */
const pauses: readonly number[] = [10, 20, 40, 80, 160, 320, 640];

const busy = ['EBUSY', 'ETXTBSY'];
/** How Windows reports that another program has a file open: as a sharing violation or as missing rights. */
const busyUnderWindows = [...busy, 'EPERM', 'EACCES'];

/**
 * Uses a file, and tries again for about a second while another program has it open.
 *
 * @throws the last error of the use
 */
export function outlastLock<Result>(use: () => Result, { platform, pause }: LockWait = here): Result {
  const codes = platform === 'win32' ? busyUnderWindows : busy;
  for (const duration of pauses) {
    try {
      return use();
    } catch (error) {
      if (!codes.includes(systemCode(error) ?? '')) throw error;
    }
    pause(duration);
  }
  return use();
}

/**
 * As {@link outlastLock}, to rename a file over another or remove it. This process has just written to the folder, so it has the
 * rights: under Windows, a refusal means that another program has the file open, unless the file is a folder or read-only.
 *
 * @param target the file to replace or remove
 * @throws the last error of the use; an error with the code `EBUSY` if another program has the file open
 */
export function replaceLocked(target: string, use: () => void, wait: LockWait = here): void {
  try {
    outlastLock(use, wait);
  } catch (error) {
    const isLock = wait.platform === 'win32' && busyUnderWindows.includes(systemCode(error) ?? '');
    throw isLock && mayBeReplaced(target) ? Object.assign(new Error(`EBUSY: ${target}`), { code: 'EBUSY' }) : error;
  }
}

function mayBeReplaced(target: string): boolean {
  const found = statSync(target, { throwIfNoEntry: false });
  return found === undefined || (found.isFile() && (found.mode & 0o200) !== 0);
}
