import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { keepFolderOwner } from './ownership.ts';
import { systemCode } from './systemCode.ts';

/** Creates a folder and its parents one by one: Node's `recursive` option never returns below /proc. */
export function makeWithParents(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeWithParents(parent);
  try {
    mkdirSync(path, 0o700);
    keepFolderOwner(path);
  } catch (error) {
    // Another process may have created it since the check.
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}
