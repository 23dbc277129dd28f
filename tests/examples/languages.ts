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
  /** Systems whose hardware they read themselves. */
  readonly systems: readonly SystemName[];
  /** Whether they ask `keyferry machine bindings` elsewhere. */
  readonly asksTool: boolean;
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

const strict = ['-std=c99', '-D_XOPEN_SOURCE=700', '-O2', '-Wall', '-Wextra', '-Werror'];

const csharp = ['Keyferry', 'Delivery', 'Hardware', 'Linux', 'Windows'].map((name) => `${name}.cs`);
const java = ['Keyferry', 'Delivery', 'Hardware', 'Linux'].map((name) => `keyferry/${name}.java`);
const c = ['keyferry', 'delivery', 'hardware', 'files', 'linux'].map((name) => `${name}.c`);

export const languages: readonly Language[] = [
  {
    name: 'Python',
    folder: 'python',
    sources: ['verify', 'machine', 'linux', 'windows', 'macos', 'installed'].map((name) => `keyferry/${name}.py`),
    systems: ['linux', 'windows', 'macos'],
    asksTool: false,
    needs: [[python, '-c', findsSodium]],
    build: () => [],
    run: () => [python, '-B', 'vectors.py'],
  },
  {
    name: 'C#',
    folder: 'csharp',
    sources: csharp,
    systems: ['linux', 'windows'],
    asksTool: true,
    needs: [['mcs', '--version'], ['mono', '--version'], sodium],
    build: (output) => [['mcs', `-out:${join(output, 'Vectors.exe')}`, ...csharp, 'Vectors.cs']],
    run: (output) => ['mono', join(output, 'Vectors.exe')],
  },
  {
    name: 'Go',
    folder: 'go',
    sources: ['verify', 'code', 'delivery', 'machine', 'files', 'linux', 'windows', 'macos', 'installed', 'places'].map(
      (name) => `${name}.go`,
    ),
    systems: ['linux', 'windows', 'macos'],
    asksTool: false,
    needs: [['go', 'version']],
    build: (output) => [
      ['go', 'vet', './...'],
      ['go', 'build', '-o', join(output, 'vectors'), './cmd/vectors'],
    ],
    run: (output) => [join(output, 'vectors')],
  },
  {
    name: 'Java',
    folder: 'java',
    sources: java,
    systems: ['linux'],
    asksTool: true,
    needs: [['javac', '-version']],
    build: (output) => [['javac', ...shortLived.map((flag) => `-J${flag}`), '-d', output, ...java, 'Vectors.java']],
    run: (output) => ['java', ...shortLived, '-cp', output, 'Vectors'],
  },
  {
    name: 'C',
    folder: 'c',
    sources: ['keyferry.h', 'hardware.h', ...c],
    systems: ['linux'],
    asksTool: true,
    needs: [sodium],
    build: (output) => [['cc', ...strict, ...c, 'vectors.c', '-lsodium', '-o', join(output, 'vectors')]],
    run: (output) => [join(output, 'vectors')],
  },
];

/** @returns what is missing on this machine, null when nothing is */
export function missingFor({ needs }: Language): string | null {
  const missing = needs.find(([command = '', ...words]) => spawnSync(command, words).status !== 0);
  return missing ? missing.join(' ') : null;
}

/** @returns paths of what programs compile */
export function sourcesOf({ folder, sources }: Language): readonly string[] {
  return sources.filter((name) => !name.endsWith('.h')).map((name) => join(examples, folder, name));
}
