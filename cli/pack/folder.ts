import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { systemCode } from '../../files/systemCode.ts';
import { Refusal } from '../../src/refusal.ts';
import { profileIn } from '../../src/vendor/pack.ts';
import { readProfile, type VendorProfile } from '../../src/vendor/profile.ts';
import { CommandError } from '../errors.ts';
import { shown } from '../files.ts';

/** Lists every other file with its SHA-256, for `sha256sum -c`. It identifies a packed folder. */
const sumsFile = 'SHA256SUMS';

export type Files = ReadonlyMap<string, Uint8Array>;

/** What is at the path of the new folder. */
export type FolderState =
  | { readonly is: 'free' }
  | { readonly is: 'packed'; readonly profile: VendorProfile }
  /** @property file a file that was not packed, or changed */
  | { readonly is: 'foreign'; readonly file: string };

/** @returns the same files, with the list of their checksums */
export function withSums(files: Files): Map<string, Uint8Array> {
  const lines = [...files]
    .map(([path, bytes]) => `${sumOf(bytes)}  ${path}\n`)
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
  return new Map([...files, [sumsFile, new TextEncoder().encode(lines.join(''))]]);
}

function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Inspects a folder before it is replaced.
 *
 * @throws CommandError `pack-not-written` if it cannot be read
 */
export function inspectFolder(folder: string): FolderState {
  return reportingWriteErrors(folder, () => {
    const there = lstatSync(folder, { throwIfNoEntry: false });
    if (there === undefined) return { is: 'free' };
    if (!there.isDirectory()) return { is: 'foreign', file: folder };
    const [first, ...others] = readdirSync(folder);
    if (first === undefined) return { is: 'free' };
    if (![first, ...others].includes(sumsFile)) return { is: 'foreign', file: first };
    const odd = firstForeignFile(folder, namesIn(folder));
    return odd === null
      ? packedProfile(readFileSync(join(folder, 'index.html'), 'utf8'))
      : { is: 'foreign', file: odd };
  });
}

function packedProfile(html: string): FolderState {
  const foreign = { is: 'foreign', file: 'index.html' } as const;
  const json = profileIn(html);
  if (json === null) return foreign;
  try {
    return { is: 'packed', profile: readProfile(json) };
  } catch (error) {
    // Another version of the tool may have packed it.
    if (error instanceof Refusal) return foreign;
    throw error;
  }
}

/** @returns paths of all files and empty folders in the folder */
function namesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const isParent = (path: string) => entries.some(({ parentPath }) => parentPath === path);
  return entries
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .filter(({ entry, path }) => !entry.isDirectory() || !isParent(path))
    .map(({ path }) => relative(folder, path).split(sep).join('/'))
    .sort();
}

/** @returns a file that was added, changed or removed since packing; null if there is none */
function firstForeignFile(folder: string, names: readonly string[]): string | null {
  const lines = readFileSync(join(folder, sumsFile), 'utf8').split('\n').slice(0, -1);
  const sums = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
  const added = names.find((name) => name !== sumsFile && !sums.has(name));
  if (added !== undefined) return added;
  const isChanged = ([name, sum]: readonly [string, string]) =>
    !names.includes(name) || sumOf(readFileSync(join(folder, name))) !== sum;
  return [...sums].find(isChanged)?.[0] ?? (sums.has('index.html') ? null : sumsFile);
}

/**
 * Replaces a folder: the new one is written next to it, and renamed when it is complete.
 *
 * @param keep whether to keep the current folder as `FOLDER.old`
 * @throws CommandError `pack-not-written`, with the current folder unchanged; `file-exists` if there is a `FOLDER.old`
 */
export function replaceFolder(folder: string, files: Files, keep: boolean): void {
  const place = realFolder(folder);
  const backup = keep ? `${place}.old` : `${place}.${process.pid}.replaced`;
  if (keep && isThere(backup)) throw new CommandError('file-exists', { path: shown(backup), force: 'no' });
  const next = `${place}.${process.pid}.unfinished`;
  reportingWriteErrors(folder, () => {
    try {
      writeFiles(next, files);
      swapIn(next, place, backup);
    } finally {
      rmSync(next, { recursive: true, force: true });
    }
  });
  if (!keep) removeReplaced(backup);
}

/** If the replaced folder is still in use, it stays, which does no harm. */
function removeReplaced(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if (systemCode(error) === null) throw error;
  }
}

/** A link to a folder stays, and leads to the new folder. */
function realFolder(folder: string): string {
  const path = resolve(folder);
  return lstatSync(path, { throwIfNoEntry: false }) === undefined ? path : realpathSync(path);
}

function writeFiles(folder: string, files: Files): void {
  mkdirSync(folder);
  for (const [path, bytes] of files) {
    const file = join(folder, ...path.split('/'));
    mkdirSync(dirname(file), { recursive: true });
    // Flushed before the folder is renamed, so that a power failure leaves no empty files.
    writeFileSync(file, bytes, { flush: true });
  }
}

/** A link that leads nowhere exists as well. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function swapIn(next: string, place: string, backup: string): void {
  const wasThere = isThere(place);
  if (wasThere) renameSync(place, backup);
  try {
    renameSync(next, place);
  } catch (error) {
    if (wasThere) renameSync(backup, place);
    throw error;
  }
}

function reportingWriteErrors<Result>(folder: string, use: () => Result): Result {
  try {
    return use();
  } catch (error) {
    const reason = systemCode(error);
    throw reason === null ? error : new CommandError('pack-not-written', { path: shown(folder), reason });
  }
}
