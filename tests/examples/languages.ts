import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SystemName } from './machineCases.ts';

export const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

export interface Language {
  readonly name: string;
  /** Below `examples/`. */
  readonly folder: string;
  /** The files that programs copy. */
  readonly sources: readonly string[];
  /** Systems whose hardware they read themselves; for others they ask `keyferry machine bindings`. */
  readonly systems: readonly SystemName[];
  /** Commands that must succeed for the verifier to run here. */
  readonly needs: readonly (readonly string[])[];
  /** Commands that compile the verifier, run in its folder. */
  readonly build: (output: string) => readonly (readonly string[])[];
  /** Command that runs the verifier; the file of cases is appended. */
  readonly run: (output: string) => readonly string[];
}

/** Headers and library of libsodium. */
const sodium = ['cc', '-include', 'sodium.h', '-E', '-x', 'c', '/dev/null'];

const python = process.platform === 'win32' ? 'python' : 'python3';
const findsSodium = 'import ctypes.util, sys; sys.exit(not ctypes.util.find_library("sodium"))';

/** Options of a short-lived JVM: optimizing and parallel garbage collection would take longer. */
const shortLived = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

const strict = ['-std=c99', '-D_POSIX_C_SOURCE=200809L', '-O2', '-Wall', '-Wextra', '-Werror'];

export const languages: readonly Language[] = [
  {
    name: 'Python',
    folder: 'python',
    sources: ['verify', 'machine', 'linux', 'windows', 'macos'].map((name) => `keyferry/${name}.py`),
    systems: ['linux', 'windows', 'macos'],
    needs: [[python, '-c', findsSodium]],
    build: () => [],
    run: () => [python, '-B', 'vectors.py'],
  },
  {
    name: 'C#',
    folder: 'csharp',
    sources: ['Keyferry.cs'],
    systems: [],
    needs: [['mcs', '--version'], ['mono', '--version'], sodium],
    build: (output) => [['mcs', `-out:${join(output, 'Vectors.exe')}`, 'Keyferry.cs', 'Vectors.cs']],
    run: (output) => ['mono', join(output, 'Vectors.exe')],
  },
  {
    name: 'Go',
    folder: 'go',
    sources: ['keyferry.go'],
    systems: [],
    needs: [['go', 'version']],
    build: (output) => [['go', 'build', '-o', join(output, 'vectors'), 'keyferry.go', 'vectors.go']],
    run: (output) => [join(output, 'vectors')],
  },
  {
    name: 'Java',
    folder: 'java',
    sources: ['Keyferry.java'],
    systems: [],
    needs: [['javac', '-version']],
    build: (output) => [
      ['javac', ...shortLived.map((flag) => `-J${flag}`), '-d', output, 'Keyferry.java', 'Vectors.java'],
    ],
    run: (output) => ['java', ...shortLived, '-cp', output, 'Vectors'],
  },
  {
    name: 'C',
    folder: 'c',
    sources: ['keyferry.h'],
    systems: [],
    needs: [sodium],
    build: (output) => [['cc', ...strict, 'vectors.c', '-lsodium', '-o', join(output, 'vectors')]],
    run: (output) => [join(output, 'vectors')],
  },
];

/** @returns what is missing on this machine, null when nothing is */
export function missingFor({ needs }: Language): string | null {
  const missing = needs.find(([command = '', ...words]) => spawnSync(command, words).status !== 0);
  return missing ? missing.join(' ') : null;
}
