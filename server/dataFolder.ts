import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeWithParents } from '../files/folders.ts';
import { remedyFor } from '../files/remedy.ts';
import { ConfigurationError } from './configurationError.ts';
import { fileError } from './fileError.ts';

/** Paths of the files in a data folder that all products share; docs/operations.md describes them. */
export interface DataFolder {
  readonly path: string;
  readonly store: string;
  /** Folder with a folder for each product; see `ProductFolder`. */
  readonly products: string;
  /** The order of the products, the main one first. */
  readonly productOrder: string;
  /** Only in the demonstration: passphrase, serial numbers and admin token in clear text. */
  readonly passphrase: string;
  readonly demoSerials: string;
  readonly adminToken: string;
  /** Locked while a service runs; see `FolderLock`. */
  readonly lock: string;
  /** Locked while a command changes the keys. */
  readonly keysLock: string;
  /** Process id and port of the running service. */
  readonly holder: string;
}

/** @param path absolute path of the data folder */
export function dataFolderAt(path: string): DataFolder {
  return {
    path,
    store: join(path, 'store.sqlite'),
    products: join(path, 'products'),
    productOrder: join(path, 'products', 'order.txt'),
    passphrase: join(path, 'passphrase.txt'),
    demoSerials: join(path, 'demo-serials.txt'),
    adminToken: join(path, 'admin-token.txt'),
    lock: join(path, 'service.lock'),
    keysLock: join(path, 'keys.lock'),
    holder: join(path, 'service.json'),
  };
}

/**
 * Creates the folder with mode 0700 if it is missing. An existing folder keeps its permissions.
 *
 * @throws ConfigurationError when the folder cannot be created or is not a folder
 */
export function makeFolder(folder: DataFolder): void {
  explainFolderError(folder, 'cannot be created', () => makeWithParents(folder.path));
  const isFolder = explainFolderError(folder, 'cannot be read', () => statSync(folder.path).isDirectory());
  if (!isFolder) throw folderError(folder, 'is not a folder', 'Move the file away.');
}

/**
 * Runs a file operation on the folder and explains its errors.
 *
 * @param problem predicate of the error message, such as `cannot be read`
 * @throws ConfigurationError naming the folder, the variable and the system's error code
 */
export function explainFolderError<Result>(folder: DataFolder, problem: string, use: () => Result): Result {
  try {
    return use();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined || error instanceof ConfigurationError) throw error;
    throw folderError(folder, `${problem} (${code})`, remedyFor(join(folder.path, 'store.sqlite'), code));
  }
}

/**
 * Checks that an existing folder can be used. Otherwise its files would seem to be missing.
 *
 * @throws ConfigurationError when this account may not read or write it
 */
export function checkFolder(folder: DataFolder): void {
  if (!existsSync(folder.path)) return;
  const { R_OK, W_OK, X_OK } = constants;
  explainFolderError(folder, 'cannot be read and written', () => accessSync(folder.path, R_OK | W_OK | X_OK));
}

function folderError({ path }: DataFolder, problem: string, remedy: string): ConfigurationError {
  return new ConfigurationError(
    `The data folder ${path} ${problem}. ${remedy} Or name another folder with KEYFERRY_DATA.`,
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * @returns the file's bytes, or null when it does not exist
 * @throws ConfigurationError that names the file and what to do, when it cannot be read
 */
export function readIfThere(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw fileError(path, 'read', error);
  }
}

/**
 * @returns whether a file or folder exists
 * @throws ConfigurationError when its folder cannot be entered: what cannot be seen is not missing
 */
export function isThere(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw fileError(path, 'read', error);
  }
}
