import { accessSync, closeSync, constants, fsyncSync, openSync, rmSync } from 'node:fs';
import Database from 'libsql';
import { keepOwner } from '../../files/ownership.ts';

/**
 * Writes a consistent snapshot of a SQLite store to one file while services keep writing to the store.
 * https://www.sqlite.org/lang_vacuum.html#vacuuminto
 *
 * @param path an existing store
 * @param target path of a new file; created with mode 0600 and synced to disk
 * @throws Error with the system's code when the target exists or cannot be written; no new file remains
 */
export function backUpSqlite(path: string, target: string): void {
  createOwned(target);
  try {
    // The driver would create a missing store and back up an empty one.
    accessSync(path, constants.R_OK);
    const store = new Database(path);
    try {
      store.prepare('VACUUM INTO ?').run(target);
    } finally {
      store.close();
    }
    sync(target);
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  }
}

function createOwned(path: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    keepOwner(file, path);
  } finally {
    closeSync(file);
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
