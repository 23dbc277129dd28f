import { accessSync, closeSync, constants, fsyncSync, openSync, rmSync } from 'node:fs';
import Database from 'libsql';

/**
 * Copies a SQLite store as it is at one moment into one complete file, while services go on writing into it.
 * https://www.sqlite.org/lang_vacuum.html#vacuuminto
 *
 * @param path the store; it must be there
 * @param target a file that must not be there yet; legible to its owner only, on the disk when this returns
 * @throws Error with the system's code when the target exists or cannot be written; then there is no new file
 */
export function backUpSqlite(path: string, target: string): void {
  closeSync(openSync(target, 'wx', 0o600));
  try {
    // The driver would make the store where it is missing, and back up nothing.
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

function sync(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
