import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { remedyFor } from '../files/remedy.ts';
import { toInstant } from '../src/documents/instant.ts';
import { InstallationError } from './installationError.ts';
import type { UserPaths } from './paths.ts';
import { readIfReadable, readStored, reasonOf, tryToStore, tryToStoreForEveryone } from './storedFile.ts';

/** How many replaced files are kept; the oldest are removed. */
export const maxPrevious = 20;

/** `DAY-TIME-HASH.lic`, so that text order is time order; the hash tells equal files. */
const nameOf = (file: Uint8Array, now: Date) =>
  `${toInstant(now).replaceAll(':', '')}-${createHash('sha256').update(file).digest('hex').slice(0, 12)}.lic`;
const NAME = /^\d{4}-\d{2}-\d{2}T\d{6}Z-[0-9a-f]{12}\.lic$/;

/**
 * Keeps a copy of a license file before it is replaced: in the user's own folder, or beside the file where that cannot
 * be written. Equal files are kept once.
 *
 * @param path of the file that is replaced; it may be missing
 * @returns path of the copy; null where there is nothing to keep
 * @throws InstallationError `keep-failed`, `stored-unreadable`: nothing may be replaced then
 */
export function keepPrevious(path: string, { previous }: Pick<UserPaths, 'previous'>, now: Date): string | null {
  const file = readStored(path);
  if (file === null || file.length === 0) return null;
  const name = nameOf(file, now);
  const kept = namesIn(previous);
  const equal = kept.find((one) => one.slice(-16) === name.slice(-16));
  if (equal !== undefined) return join(previous, equal);
  const copy = join(previous, name);
  const reason = tryToStore(copy, file);
  if (reason === null) {
    removeOldest(previous, [...kept, name]);
    return copy;
  }
  const beside = join(dirname(path), `previous-${name}`);
  if (tryToStoreForEveryone(beside, file) === null) return beside;
  throw new InstallationError('keep-failed', { path: copy, reason, remedy: remedyFor(copy, reason) });
}

/** @returns the files that were replaced, as far as they can be read */
export function readPrevious({ previous }: Pick<UserPaths, 'previous'>): readonly Uint8Array[] {
  return namesIn(previous).flatMap((name) => readIfReadable(join(previous, name)) ?? []);
}

function namesIn(folder: string): readonly string[] {
  let names: readonly string[] = [];
  reasonOf(() => {
    names = readdirSync(folder);
  });
  return names.filter((name) => NAME.test(name)).sort();
}

function removeOldest(folder: string, names: readonly string[]): void {
  for (const name of [...names].sort().slice(0, -maxPrevious))
    reasonOf(() => rmSync(join(folder, name), { force: true }));
}
