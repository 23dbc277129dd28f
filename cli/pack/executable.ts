import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemCode } from '../../hardware/systemCode.ts';
import { carriedNames, carriedPage, decoderWasm } from '../carried.ts';
import { CommandError } from '../errors.ts';
import { explained, shown } from '../files.ts';
import type { Files } from './folder.ts';
import { packWords } from './words.ts';

/** What Node looks for in itself when it starts; the build of a Node without it takes nothing in. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
const script = 'keyferry.cjs';
const settings = 'sea-config.json';
const blob = 'sea.blob';

/** For which system a Node was built. */
export type ExecutableSystem = 'linux' | 'macos' | 'windows';

/** The Node that an executable is made from. */
export interface NodeProgram {
  readonly path: string;
  readonly system: ExecutableSystem;
}

/**
 * @param named by `--node`; else the one that runs here
 * @throws Trouble `node-unfit`, `node-other-version`, `file-missing`, `file-is-folder`, `file-unreadable`
 */
export function chooseNode(named: string | undefined): NodeProgram {
  const path = named ?? process.execPath;
  const bytes = explained(path, 'file-unreadable', () => readFileSync(path));
  const system = systemOf(bytes);
  // With a 1 behind it something is in it already.
  if (system === null || !bytes.includes(`${fuse}:0`)) throw new CommandError('node-unfit', { path: shown(path) });
  // Every Node holds the address of its own sources.
  if (named !== undefined && !bytes.includes(`/node-${process.version}.tar.gz`)) {
    throw new CommandError('node-other-version', { path: shown(path), version: process.version });
  }
  return { path, system };
}

/** ELF, Mach-O of 64 bits, and PE, by how they begin. */
function systemOf(bytes: Buffer): ExecutableSystem | null {
  const begin = bytes.subarray(0, 4).toString('latin1');
  if (begin === '\x7fELF') return 'linux';
  if (begin === '\xcf\xfa\xed\xfe') return 'macos';
  return begin.startsWith('MZ') ? 'windows' : null;
}

/**
 * Makes a single executable (Node's documentation, "Single executable applications"): a copy of Node that runs our
 * script, with profile, pages and decoder in it. The same input gives the same bytes.
 *
 * @param profileJson checked, with the keyset in it
 * @param pages as the build leaves them, without the admin page
 * @param output whole or not at all; what is there is replaced
 * @throws Trouble `file-unwritable`, `executable-failed`
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
  ]);
  for (const [name, content] of parts) {
    const file = join(folder, ...name.split('/'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  writeFileSync(join(folder, script), readFileSync(fileURLToPath(new URL(`../executable/${script}`, import.meta.url))));
  // Names without the folder, which would stand in the executable.
  const assets = Object.fromEntries([...parts.keys()].sort().map((name) => [name, name]));
  const config = { main: script, output: blob, disableExperimentalSEAWarning: true, assets };
  // No snapshot and no code cache: both would fit this system alone.
  writeFileSync(join(folder, settings), JSON.stringify({ ...config, useSnapshot: false, useCodeCache: false }));
}

function makeBlob(folder: string): void {
  runNode(packWords.makingBlob, folder, ['--experimental-sea-config', settings]);
}

/** In a process of its own: postject writes warnings about sections that it does not know, and takes much memory. */
function inject(folder: string, executable: string): void {
  const postject = createRequire(import.meta.url).resolve('postject/dist/cli.js');
  const place = ['--sentinel-fuse', fuse, '--macho-segment-name', 'NODE_SEA'];
  runNode(packWords.injecting, folder, [postject, executable, 'NODE_SEA_BLOB', blob, ...place]);
  if (readFileSync(executable).includes(`${fuse}:1`)) return;
  throw new CommandError('executable-failed', { step: packWords.injecting, said: packWords.notIn });
}

function runNode(step: string, folder: string, args: readonly string[]): void {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, signal, stderr, error } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });
  if (status === 0) return;
  const last = stderr?.trim().split('\n').at(-1) || systemCode(error) || signal || `${status}`;
  throw new CommandError('executable-failed', { step, said: shown(last) });
}
