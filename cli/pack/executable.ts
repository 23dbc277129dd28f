import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemCode } from '../../files/systemCode.ts';
import { carriedNames, carriedPage, decoderWasm } from '../carried.ts';
import { CommandError } from '../errors.ts';
import { explained, shown } from '../files.ts';
import type { Files } from './folder.ts';

/** Node finds its embedded content by this marker; a Node built without it cannot embed any. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
/** The script that Node runs, which loads the others. */
const loader = 'loader.cjs';
/** What `vite.executable.config.ts` builds. */
const scripts = fileURLToPath(new URL('../executable', import.meta.url));
const settings = 'sea-config.json';
const blob = 'sea.blob';

/** The system that a Node was built for. */
export type ExecutableSystem = 'linux' | 'macos' | 'windows';

/** The Node that an executable is built from. */
export interface NodeProgram {
  readonly path: string;
  readonly system: ExecutableSystem;
}

const texts = {
  makingBlob: 'node --experimental-sea-config',
  injecting: 'postject',
  notInjected: 'nothing was embedded',
} as const;

/**
 * Chooses the Node to build from.
 *
 * @param named path from `--node`; undefined: the one that runs this
 * @throws CommandError `node-unfit`, `node-other-version`, `file-missing`, `file-is-folder`, `file-unreadable`
 */
export function chooseNode(named: string | undefined): NodeProgram {
  const path = named ?? process.execPath;
  const bytes = explained(path, 'file-unreadable', () => readFileSync(path));
  const system = systemOf(bytes);
  // After the marker, 0 means empty.
  if (system === null || !bytes.includes(`${fuse}:0`)) throw new CommandError('node-unfit', { path: shown(path) });
  // Every Node contains the URL of its sources.
  if (named !== undefined && !bytes.includes(`/node-${process.version}.tar.gz`)) {
    throw new CommandError('node-other-version', { path: shown(path), version: process.version });
  }
  return { path, system };
}

/** Recognizes ELF, 64-bit Mach-O and PE by their first bytes. */
function systemOf(bytes: Buffer): ExecutableSystem | null {
  const begin = bytes.subarray(0, 4).toString('latin1');
  if (begin === '\x7fELF') return 'linux';
  if (begin === '\xcf\xfa\xed\xfe') return 'macos';
  return begin.startsWith('MZ') ? 'windows' : null;
}

/**
 * Creates a single executable (Node's documentation, "Single executable applications"): a copy of Node that runs the tool's
 * script, with profile, pages and decoder inside. The same input yields the same bytes.
 *
 * @param profileJson checked, with the keyset
 * @param pages as built, without the admin page
 * @param output written atomically, replacing an existing file
 * @throws CommandError `file-unwritable`, `executable-failed`
 */
export function makeExecutable(node: NodeProgram, profileJson: string, pages: Files, output: string): void {
  const folder = `${output}.${process.pid}.unfinished`;
  explained(output, 'file-unwritable', () => {
    mkdirSync(folder);
    try {
      writeParts(folder, profileJson, pages);
      const executable = join(folder, 'executable');
      copyFileSync(node.path, executable);
      chmodSync(executable, 0o755);
      makeBlob(folder);
      inject(folder, executable);
      renameSync(executable, output);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

function writeParts(folder: string, profileJson: string, pages: Files): void {
  const parts = new Map<string, Uint8Array | string>([
    [carriedNames.profile, profileJson],
    [carriedNames.decoder, decoderWasm()],
    [carriedNames.pages, JSON.stringify([...pages.keys()].sort())],
    ...[...pages].map(([path, bytes]) => [carriedPage(path), bytes] as const),
    ...scriptFiles().map(([name, bytes]) => [`script/${name}`, bytes] as const),
  ]);
  for (const [name, content] of parts) {
    const file = join(folder, ...name.split('/'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  writeFileSync(join(folder, loader), readFileSync(join(scripts, loader)));
  // Relative names: the executable must not contain the folder's path.
  const assets = Object.fromEntries([...parts.keys()].sort().map((name) => [name, name]));
  // NODE_OPTIONS could load other code, where the Node of this executable knows the setting.
  const config = { execArgvExtension: 'none', main: loader, output: blob, disableExperimentalSEAWarning: true, assets };
  // No snapshot and no code cache: they only work on this system.
  writeFileSync(join(folder, settings), JSON.stringify({ ...config, useSnapshot: false, useCodeCache: false }));
}

/** @returns what the loader loads, by name */
function scriptFiles(): readonly (readonly [name: string, bytes: Uint8Array])[] {
  const names = readdirSync(scripts).filter((name) => name.endsWith('.cjs') && name !== loader);
  return names.sort().map((name) => [name, readFileSync(join(scripts, name))]);
}

function makeBlob(folder: string): void {
  runNode(texts.makingBlob, folder, ['--experimental-sea-config', settings]);
}

/** Runs postject in a process of its own: it prints warnings about unknown sections, and needs much memory. */
function inject(folder: string, executable: string): void {
  const postject = createRequire(import.meta.url).resolve('postject/dist/cli.js');
  const place = ['--sentinel-fuse', fuse, '--macho-segment-name', 'NODE_SEA'];
  runNode(texts.injecting, folder, [postject, executable, 'NODE_SEA_BLOB', blob, ...place]);
  if (readFileSync(executable).includes(`${fuse}:1`)) return;
  throw new CommandError('executable-failed', { step: texts.injecting, said: texts.notInjected });
}

function runNode(step: string, folder: string, args: readonly string[]): void {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, signal, stderr, error } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });
  if (status === 0) return;
  const last = stderr?.trim().split('\n').at(-1) || systemCode(error) || signal || `${status}`;
  throw new CommandError('executable-failed', { step, said: shown(last) });
}
