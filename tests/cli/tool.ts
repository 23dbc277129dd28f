import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { PNG } from 'pngjs';
import { onTestFinished } from 'vitest';
import type { Streams } from '../../cli/command.ts';
import { allCommands } from '../../cli/commands.ts';
import type { CommandEnvironment } from '../../cli/framework/command.ts';
import { runCommandLine } from '../../cli/framework/runCommandLine.ts';

export const tool = resolve('dist/cli/keyferry.js');

export interface Run {
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

/** Runs the built tool like a user, without a terminal. */
export function keyferry(
  folder: string,
  args: readonly string[],
  input = '',
  environment: Environment = {},
): Promise<Run> {
  return runIn(folder, process.execPath, [tool, ...args], input, environment);
}

/** Parts of a command's environment that a test replaces: its clock, its timeouts. Only possible within this process. */
export type Replaced = Partial<CommandEnvironment>;

/** How a test runs the tool. */
export type Runner = (
  folder: string,
  args: readonly string[],
  input?: string,
  environment?: Environment,
  replaced?: Replaced,
) => Promise<Run>;

/**
 * Does the same within this process, from the sources, which is faster because a process start takes most of the time. One
 * at a time, since a process has one working directory and one environment.
 */
export async function keyferryHere(
  folder: string,
  args: readonly string[],
  input = '',
  environment: Environment = {},
  replaced: Replaced = {},
): Promise<Run> {
  const before = { folder: process.cwd(), env: process.env };
  const { PATH, HOME } = before.env;
  const [stdout, stderr] = [collector(), collector()];
  const stdin = Object.assign(Readable.from(input === '' ? [] : [Buffer.from(input)]), { isTTY: false });
  process.chdir(folder);
  process.env = { PATH, HOME, ...environment };
  try {
    const streams = { stdin, stdout, stderr } as unknown as Streams;
    const now = () => new Date();
    const exitCode = await runCommandLine(args, {
      ...{ ...streams, commands: allCommands, variables: process.env, now },
      ...replaced,
    });
    return { exitCode, stdout: stdout.taken(), stderr: stderr.taken().toString('utf8') };
  } finally {
    process.env = before.env;
    process.chdir(before.folder);
  }
}

function collector() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    decodeStrings: true,
    write(chunk: Buffer, _encoding, taken) {
      chunks.push(chunk);
      taken();
    },
  });
  return Object.assign(stream, { taken: () => Buffer.concat(chunks) });
}

/** Input that is typed after a program has printed something. */
export interface Typing {
  readonly after: string;
  readonly keys: string;
}

/** @param input the complete input; or the lines to type, each as soon as the previous prompts were answered */
export function runIn(
  folder: string,
  program: string,
  args: readonly string[],
  input: string | Typing | readonly Typing[],
  environment: Environment = {},
): Promise<Run> {
  const { PATH, HOME, NODE_OPTIONS } = process.env;
  const env = { PATH, HOME, NODE_OPTIONS, TERM: 'xterm-256color', ...environment };
  const child = spawn(program, args, { cwd: folder, env });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // Some runs end before they read their input.
  child.stdin.on('error', () => {});
  if (typeof input === 'string') child.stdin.end(input);
  else {
    const typing = [input].flat();
    child.stdout.on('data', () => {
      const [next] = typing;
      if (!next || !child.stdin.writable || !Buffer.concat(out).includes(next.after)) return;
      typing.shift();
      child.stdin.write(next.keys);
      if (typing.length === 0) child.stdin.end();
    });
  }
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (exitCode) =>
      done({ exitCode, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString('utf8') }),
    );
  });
}

/** An empty folder that is removed after the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Incompressible bytes, the same in every run. */
export function noisyBytes(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return (state ^ (state >>> 13)) >>> 16;
  });
}

/** A white PNG. */
export function blankPicture(): Buffer {
  const picture = new PNG({ width: 200, height: 100 });
  picture.data.fill(255);
  return PNG.sync.write(picture);
}
