import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files of a data folder. What each holds and how to keep it safe stands in docs/operations.md. */
export interface DataFolder {
  readonly path: string;
  readonly store: string;
  readonly keystore: string;
  readonly rootKeystore: string;
  readonly keyset: string;
  readonly catalog: string;
  readonly profile: string;
  /** The demonstration's own: a passphrase beside the keys it opens, and serial numbers in clear text. */
  readonly passphrase: string;
  readonly demoSerials: string;
  /** The one-file page, packed for this service. */
  readonly page: string;
}

export function dataFolderAt(path: string): DataFolder {
  return {
    path,
    store: join(path, 'store.sqlite'),
    keystore: join(path, 'keystore.json'),
    rootKeystore: join(path, 'root.keystore.json'),
    keyset: join(path, 'keyset.xml'),
    catalog: join(path, 'catalog.json'),
    profile: join(path, 'vendor.json'),
    passphrase: join(path, 'passphrase.txt'),
    demoSerials: join(path, 'demo-serials.txt'),
    page: join(path, 'keyferry.html'),
  };
}

/** Makes the folder, legible to its owner only. */
export function makeFolder(folder: DataFolder): void {
  mkdirSync(folder.path, { recursive: true, mode: 0o700 });
}

/** @returns the file's bytes, or null when there is none */
export function readIfThere(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Writes a file so that after any crash either the old content or all of the new is there: written beside it, synced,
 * renamed over it, and the folder synced as well.
 *
 * @param mode permissions, 0600 unless told
 */
export function writeWhole(path: string, content: Uint8Array | string, mode = 0o600): void {
  const unfinished = `${path}.${process.pid}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    writeSynced(unfinished, content, mode);
    renameSync(unfinished, path);
  } catch (error) {
    // Half a file would lie there for ever, and on a full disk each start would add another.
    rmSync(unfinished, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

function writeSynced(path: string, content: Uint8Array | string, mode: number): void {
  const file = openSync(path, 'wx', mode);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(path: string): void {
  // Windows opens no folders; NTFS keeps the rename in its own journal.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
