import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../../errors.ts';
import { explained, shown } from '../../files.ts';

/** Formats that are not read are listed too, so that none is passed over in silence. */
const endings = /\.(?:png|jpe?g|bmp|gif|webp|hei[cf]|avif|tiff?|pdf|jxl)$/i;

/**
 * Lists pictures.
 *
 * @param paths pictures, whatever their names, and folders, of which all files with the ending of a picture are listed
 * @returns paths of files, those of a folder in numeric order
 * @throws CommandError `file-missing`, `file-unreadable`, `folder-without-pictures`
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
