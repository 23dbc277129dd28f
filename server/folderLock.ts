import { existsSync, rmSync } from 'node:fs';
import Database from 'libsql';
import * as v from 'valibot';
import { writeWhole } from '../files/atomicFile.ts';
import { ensureOwnedFile } from '../files/ownership.ts';
import { ConfigurationError } from './configurationError.ts';
import { type DataFolder, explainFolderError, readIfThere } from './dataFolder.ts';
import { fileError } from './fileError.ts';
import { isBusy } from './store/dialect/errors.ts';

/**
 * Allows one service per data folder: two would create two sets of keys at the first start and overwrite each other's
 * page.
 *
 * The lock is SQLite's lock on an empty database file. The operating system releases it when the process ends for any
 * reason, so a stale lock cannot block the next start, unlike a file with a process id. It works the same on Linux, macOS
 * and Windows, and does not block backups of the store.
 */
export interface FolderLock {
  /** Records the port, which the error message of a second service names. */
  announce(port: number): void;
  release(): void;
}

const HolderSchema = v.object({ pid: v.pipe(v.number(), v.integer()), port: v.optional(v.number()) });

/** How long to retry when two processes try to lock at the same moment, in milliseconds. */
const RETRY_MS = 250;

/**
 * Locks a data folder for a service. Does not wait for another service to stop.
 *
 * @param folder an existing folder
 * @throws ConfigurationError when another service has the lock or the folder is not writable
 */
export function lockFolder(folder: DataFolder): FolderLock {
  const lock = lockFile(folder, folder.lock);
  if (lock === null) throw heldByAnother(folder);
  // This file only names the holder; one left by a killed service does not block anything.
  const announce = (port?: number) =>
    explainFolderError(folder, 'cannot be written', () =>
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
 * Locks one of the folder's lock files until it is closed or the process ends.
 *
 * @returns null when another process has the lock
 * @throws ConfigurationError when the folder is not writable
 */
export function lockFile(folder: DataFolder, path: string): { close(): void } | null {
  return explainFolderError(folder, 'cannot be written', () => {
    // SQLite would create the file readable by everyone. Do not open it again later: on POSIX, closing any handle of a file
    // releases the process's locks on it.
    createLockFile(path);
    const lock = new Database(path, { timeout: RETRY_MS });
    try {
      // The file stays empty and needs no journal.
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

/** A folder that cannot be written at all is named by the caller; here it is the file of another account. */
function createLockFile(path: string): void {
  try {
    ensureOwnedFile(path, 0o600);
  } catch (error) {
    throw existsSync(path) ? fileError(path, 'written', error) : error;
  }
}

function heldByAnother(folder: DataFolder): ConfigurationError {
  return new ConfigurationError(
    `The data folder ${folder.path} is in use by another service${describeHolder(folder)}. Stop it, or set KEYFERRY_DATA to another folder.`,
  );
}

function describeHolder({ holder }: DataFolder): string {
  try {
    const { pid, port } = v.parse(HolderSchema, JSON.parse(new TextDecoder().decode(readIfThere(holder) ?? undefined)));
    return port === undefined ? ` (process ${pid})` : ` (process ${pid}, port ${port})`;
  } catch {
    // The other service has just started, or the file belongs to another account.
    return '';
  }
}
