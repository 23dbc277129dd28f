import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../../errors.ts';
import { explained, shown } from '../../files.ts';

const endings = /\.(?:png|jpe?g|bmp|gif)$/i;

/**
 * Finds the pictures that a person means.
 *
 * @param paths pictures, taken as they are, and folders, of which every file that is named as a picture is taken
 * @returns paths of files; of a folder in the order in which a person counts
 * @throws Trouble `file-missing`, `file-unreadable`, `folder-without-pictures`
 */
export function findPictures(paths: readonly string[]): readonly string[] {
  const found = paths.flatMap((path) => {
    const isFolder = explained(path, 'file-unreadable', () => statSync(path).isDirectory());
    return isFolder ? picturesIn(path) : [path];
  });
  return [...new Set(found)];
}

function picturesIn(folder: string): readonly string[] {
  const order = new Intl.Collator('en', { numeric: true }).compare;
  const names = explained(folder, 'file-unreadable', () => readdirSync(folder, { withFileTypes: true }))
    .filter((entry) => !entry.isDirectory() && endings.test(entry.name))
    .map((entry) => entry.name)
    .sort(order);
  if (names.length === 0) throw new CommandError('folder-without-pictures', { path: shown(folder) });
  return names.map((name) => join(folder, name));
}
