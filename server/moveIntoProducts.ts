import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder } from '../files/atomicFile.ts';
import { keepFolderOwner } from '../files/ownership.ts';
import { ConfigurationError } from './configurationError.ts';
import { type DataFolder, explainFolderError, isThere } from './dataFolder.ts';
import { lockFile } from './folderLock.ts';
import { readCatalog } from './licensing/catalog.ts';
import { productFiles, productFolderAt, productFolders, singleProduct } from './productFolder.ts';

/** Moments at which a test interrupts the move. */
type MoveStep = `copied ${string}` | 'copied' | 'renamed' | `deleted ${string}`;

/**
 * Moves the files of a data folder that holds the files of one product itself, as versions before several products wrote
 * it, into `products/ID/`. All files are copied first; renaming the folder of the complete copies changes everything at
 * once; then the originals are deleted. So an interruption leaves a folder that works, and the next call finishes.
 *
 * @param folder locked by this process
 * @throws ConfigurationError when a command is changing the keys, a file cannot be read or written, or the folder holds a
 *   product's file that differs from the one in `products`
 */
export function moveIntoProducts(folder: DataFolder, reached: (step: MoveStep) => void = () => undefined): void {
  if (singleProduct(folder) === null && originalsOf(folder).length === 0) return;
  const lock = lockFile(folder, folder.keysLock);
  if (lock === null) {
    throw new ConfigurationError(
      `The data folder ${folder.path} is from an earlier version, and a command is changing its keys. Start again when it has ended.`,
    );
  }
  try {
    explainFolderError(folder, 'cannot be changed to its new form', () => {
      const single = singleProduct(folder);
      if (single !== null) copyInto(folder, single.product || readCatalog(single.catalog).product.id, reached);
      for (const path of originalsOf(folder)) {
        deleteOriginal(folder, path);
        reached(`deleted ${path}`);
      }
    });
  } finally {
    lock.close();
  }
}

/** @returns paths of the files of one product that are in the data folder itself */
function originalsOf({ path }: DataFolder): readonly string[] {
  return Object.values(productFiles)
    .map((name) => join(path, name))
    .filter(isThere);
}

function copyInto(folder: DataFolder, product: string, reached: (step: MoveStep) => void): void {
  const staged = { ...folder, products: `${folder.products}.new` };
  rmSync(staged.products, { recursive: true, force: true });
  const target = dirname(productFolderAt(staged, product).catalog);
  for (const path of [staged.products, target]) {
    mkdirSync(path, 0o700);
    keepFolderOwner(path);
  }
  for (const path of originalsOf(folder)) {
    copyFile(path, join(target, path.slice(dirname(path).length + 1)));
    reached(`copied ${path}`);
  }
  for (const path of [target, staged.products]) syncFolder(path);
  reached('copied');
  renameSync(staged.products, folder.products);
  syncFolder(folder.path);
  reached('renamed');
}

/** Copies content, permissions and owner. A symbolic link stays one, to the same file. */
function copyFile(from: string, to: string): void {
  if (lstatSync(from).isSymbolicLink()) {
    symlinkSync(realpathSync(from), to);
    return;
  }
  const { mode, uid, gid } = lstatSync(from);
  const file = openSync(to, 'wx', 0o600);
  try {
    writeFileSync(file, readFileSync(from));
    fchmodSync(file, mode & 0o777);
    if (process.geteuid?.() === 0) fchownSync(file, uid, gid);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** @throws ConfigurationError unless a product has the same file: it is not this program's to delete then */
function deleteOriginal(folder: DataFolder, path: string): void {
  const name = path.slice(dirname(path).length + 1);
  const content = readFileSync(path);
  const isCopied = productFolders(folder)
    .map(({ catalog }) => join(dirname(catalog), name))
    .some((copy) => isThere(copy) && readFileSync(copy).equals(content));
  // The page is made anew at every start.
  if (!isCopied && name !== productFiles.page) {
    throw new ConfigurationError(
      `${path} belongs into a folder of its product, ${join(folder.products, 'ID')}, and differs from the file there. Keep the right one there, and delete the other.`,
    );
  }
  rmSync(path);
}
