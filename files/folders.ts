import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { keepFolderOwner } from './ownership.ts';
import { systemCode } from './systemCode.ts';

/**
 * Creates a folder and its parents one by one: Node's `recursive` option never returns below /proc.
 *
 * @param access who reads what is in the new folders; `everyone` whatever the process's mask
 */
export function makeWithParents(path: string, access: 'owner' | 'everyone' = 'owner'): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeWithParents(parent, access);
  try {
    mkdirSync(path, 0o700);
    if (access === 'everyone') chmodSync(path, 0o755);
    keepFolderOwner(path);
  } catch (error) {
    // Another process may have created it since the check.
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}
