import { spawnSync } from 'node:child_process';

/** Some programs of Windows take their time on a cold start, in milliseconds. */
const timeoutMs = 30_000;
const maxOutputBytes = 4 * 1024 * 1024;

/** What a program of the system said; null when it is not there, took too long, or ended with a fault. */
export type RunProgram = (path: string, args: readonly string[]) => string | null;

/** Runs a program by its absolute path and never through a shell. */
export const runProgram: RunProgram = (path, args) => {
  // Modules from a folder that somebody put in the way are not ours to load; numbers and words as the parsers know them.
  const { PSModulePath: _, ...environment } = process.env;
  const { status, stdout } = spawnSync(path, args, {
    shell: false,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: maxOutputBytes,
    encoding: 'utf8',
    env: { ...environment, LC_ALL: 'C' },
  });
  return status === 0 ? stdout : null;
};
