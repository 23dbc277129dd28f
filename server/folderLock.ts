import { closeSync, openSync, rmSync } from 'node:fs';
import Database from 'libsql';
import * as v from 'valibot';
import { ConfigurationError } from './configurationError.ts';
import { writeWhole } from './atomicFile.ts';
import { type DataFolder, explainFolder, readIfThere } from './dataFolder.ts';
import { isBusy } from './store/dialect/errors.ts';

/**
 * One service a data folder: two would make two sets of keys at a first start, and each would pack a page with its own
 * address over the other's.
 *
 * The lock is SQLite's own on an empty database of its own. The operating system ends it with the process, however that
 * dies, so nothing stale can stop the next start, as a file with a process id could once that id is given away again.
 * It works alike on Linux, macOS and Windows with what is installed anyway, and leaves the store free for a backup by
 * another program.
 */
export interface FolderLock {
  /** Lets a service that is refused say where this one listens. */
  announce(port: number): void;
  release(): void;
}

const HolderSchema = v.object({ pid: v.pipe(v.number(), v.integer()), port: v.optional(v.number()) });

/** Two that try at one instant can stand in each other's way; this long, in milliseconds, lets one of them step back. */
const STEP_BACK_MS = 250;

/**
 * Takes the folder, or refuses at once.
 *
 * @param folder one that is there
 * @throws StartFault when another service has it, or nothing can be written into it
 */
export function lockFolder(folder: DataFolder): FolderLock {
  const lock = lockFile(folder, folder.lock);
  if (lock === null) throw heldByAnother(folder);
  // The file beside it only says who holds the lock; left behind by a service that was killed, it stops nobody.
  const announce = (port?: number) =>
    explainFolder(folder, 'cannot be written', () =>
      writeWhole(folder.holder, `${JSON.stringify({ pid: process.pid, port })}\n`),
    );
  announce();
  return {
    announce,
    release: () => {
      rmSync(folder.holder, { force: true });
      lock.close();
    },
  };
}

/**
 * Locks one of the folder's lock files until it is closed, or the process ends.
 *
 * @returns null when somebody else has it
 * @throws StartFault when nothing can be written into the folder
 */
export function lockFile(folder: DataFolder, path: string): { close(): void } | null {
  return explainFolder(folder, 'cannot be written', () => {
    // Before SQLite makes it legible to all. Never again after: on POSIX, closing any handle of a file gives up its locks.
    closeSync(openSync(path, 'a', 0o600));
    const lock = new Database(path, { timeout: STEP_BACK_MS });
    try {
      // Nothing is ever written into it, so it needs no journal beside it.
      lock.exec('PRAGMA journal_mode = OFF');
      lock.exec('BEGIN EXCLUSIVE');
      return lock;
    } catch (error) {
      lock.close();
      if (isBusy(error)) return null;
      throw error;
    }
  });
}

function heldByAnother(folder: DataFolder): ConfigurationError {
  return new ConfigurationError(
    `The data folder ${folder.path} is in use by another service${describeHolder(folder)}. Stop that one, or set KEYFERRY_DATA to another folder.`,
  );
}

function describeHolder({ holder }: DataFolder): string {
  try {
    const { pid, port } = v.parse(HolderSchema, JSON.parse(new TextDecoder().decode(readIfThere(holder) ?? undefined)));
    return port === undefined ? ` (process ${pid})` : ` (process ${pid}, port ${port})`;
  } catch {
    // It has only just begun, or is another account's.
    return '';
  }
}
