import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigurationError } from './configurationError.ts';

/** The files of a data folder. What each holds and how to keep it safe stands in docs/operations.md. */
export interface DataFolder {
  readonly path: string;
  readonly store: string;
  readonly keystore: string;
  readonly rootKeystore: string;
  readonly keyset: string;
  /** The next keyset, before a root key has signed it. */
  readonly draft: string;
  readonly catalog: string;
  readonly profile: string;
  /** The demonstration's own: a passphrase beside the keys it opens, serial numbers and an admin token in clear text. */
  readonly passphrase: string;
  readonly demoSerials: string;
  readonly adminToken: string;
  /** The one-file page, packed for this service. */
  readonly page: string;
  /** Locked while a service runs; see folderLock.ts. */
  readonly lock: string;
  /** Locked while a command changes the keys. */
  readonly keysLock: string;
  /** Which process has the lock of the service, and its port. */
  readonly holder: string;
}

export function dataFolderAt(path: string): DataFolder {
  return {
    path,
    store: join(path, 'store.sqlite'),
    keystore: join(path, 'keystore.json'),
    rootKeystore: join(path, 'root.keystore.json'),
    keyset: join(path, 'keyset.xml'),
    draft: join(path, 'keyset.draft.json'),
    catalog: join(path, 'catalog.json'),
    profile: join(path, 'vendor.json'),
    passphrase: join(path, 'passphrase.txt'),
    demoSerials: join(path, 'demo-serials.txt'),
    adminToken: join(path, 'admin-token.txt'),
    page: join(path, 'keyferry.html'),
    lock: join(path, 'service.lock'),
    keysLock: join(path, 'keys.lock'),
    holder: join(path, 'service.json'),
  };
}

/**
 * Makes the folder where it is missing, legible to its owner only. One that is there keeps its permissions.
 *
 * @throws StartFault when it cannot be made, or is no folder
 */
export function makeFolder(folder: DataFolder): void {
  explainFolder(folder, 'cannot be made', () => makeWithParents(folder.path));
  const isFolder = explainFolder(folder, 'cannot be read', () => statSync(folder.path).isDirectory());
  if (!isFolder) throw folderFault(folder, 'is not a folder');
}

/** Level by level, because Node's own `recursive` never returns where a parent is there but can hold nothing: /proc. */
export function makeWithParents(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeWithParents(parent);
  try {
    mkdirSync(path, 0o700);
  } catch (error) {
    // Another service that starts just now may have made it.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/**
 * Does something with the folder itself.
 *
 * @param trouble what to say of the folder when the system refuses
 * @throws StartFault that names folder, variable and the system's reason
 */
export function explainFolder<Result>(folder: DataFolder, trouble: string, use: () => Result): Result {
  try {
    return use();
  } catch (error) {
    const code = codeOf(error);
    throw code === undefined ? error : folderFault(folder, `${trouble} (${code})`);
  }
}

function folderFault({ path }: DataFolder, trouble: string): ConfigurationError {
  return new ConfigurationError(
    `The data folder ${path} ${trouble}. Set KEYFERRY_DATA to a folder that this account may write.`,
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** @returns the file's bytes, or null when there is none */
export function readIfThere(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
