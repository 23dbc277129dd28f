import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

export interface Language {
  readonly name: string;
  /** Below `examples/`. */
  readonly folder: string;
  /** The one file that a program takes over. */
  readonly verifier: string;
  /** Code for what the verifier does not tell apart, by the code that it does not give. */
  readonly merged: Readonly<Record<string, string>>;
  /** Commands without which it cannot run, each with arguments that must succeed. */
  readonly needs: readonly (readonly string[])[];
  /** Commands that make it, run in its folder. */
  readonly build: (output: string) => readonly (readonly string[])[];
  /** Command that runs it; the file of cases is added. */
  readonly run: (output: string) => readonly string[];
}

/** Headers and library of libsodium. */
const sodium = ['cc', '-include', 'sodium.h', '-E', '-x', 'c', '/dev/null'];

/** No verifier but Python's cares why a file is no Keyferry document, which docs/format.md leaves to it. */
const notOurs = {
  'file-is-web-page': 'envelope-malformed',
  'file-of-another-vendor': 'envelope-malformed',
  'file-cut-short': 'envelope-malformed',
  'file-unrecognized': 'envelope-malformed',
};
/** Matched against canonical text at once, so that what is against the tables and what is only written otherwise are one. */
const notCanonical = { 'payload-not-canonical': 'payload-schema' };

const python = process.platform === 'win32' ? 'python' : 'python3';
const findsSodium = 'import ctypes.util, sys; sys.exit(not ctypes.util.find_library("sodium"))';

const strict = ['-std=c99', '-D_POSIX_C_SOURCE=200809L', '-O2', '-Wall', '-Wextra', '-Werror'];

export const languages: readonly Language[] = [
  {
    name: 'Python',
    folder: 'python',
    verifier: 'keyferry.py',
    merged: {},
    needs: [[python, '-c', findsSodium]],
    build: () => [],
    run: () => [python, '-B', 'vectors.py'],
  },
  {
    name: 'C#',
    folder: 'csharp',
    verifier: 'Keyferry.cs',
    merged: notOurs,
    needs: [['mcs', '--version'], ['mono', '--version'], sodium],
    build: (output) => [['mcs', `-out:${join(output, 'Vectors.exe')}`, 'Keyferry.cs', 'Vectors.cs']],
    run: (output) => ['mono', join(output, 'Vectors.exe')],
  },
  {
    name: 'Go',
    folder: 'go',
    verifier: 'keyferry.go',
    merged: { ...notOurs, ...notCanonical },
    needs: [['go', 'version']],
    build: (output) => [['go', 'build', '-o', join(output, 'vectors'), 'keyferry.go', 'vectors.go']],
    run: (output) => [join(output, 'vectors')],
  },
  {
    name: 'Java',
    folder: 'java',
    verifier: 'Keyferry.java',
    merged: { ...notOurs, ...notCanonical },
    needs: [['javac', '-version']],
    build: (output) => [['javac', '-d', output, 'Keyferry.java', 'Vectors.java']],
    run: (output) => ['java', '-cp', output, 'Vectors'],
  },
  {
    name: 'C',
    folder: 'c',
    verifier: 'keyferry.h',
    merged: { ...notOurs, ...notCanonical },
    needs: [sodium],
    build: (output) => [['cc', ...strict, 'vectors.c', '-lsodium', '-o', join(output, 'vectors')]],
    run: (output) => [join(output, 'vectors')],
  },
];

/** @returns what is not on this machine, null when all is */
export function missingFor({ needs }: Language): string | null {
  const missing = needs.find(([command = '', ...words]) => spawnSync(command, words).status !== 0);
  return missing ? missing.join(' ') : null;
}
