import { execFile, spawnSync } from 'node:child_process';

/** Milliseconds. Some programs of Windows start slowly. */
const timeoutMs = 30_000;
const maxOutputBytes = 4 * 1024 * 1024;

/** Runs a system program. @returns its output; null if it is missing, took too long or failed */
export type RunProgram = (path: string, args: readonly string[]) => string | null;

/** @returns a runner that tries a failing program once more: some fail while the system starts or is busy */
export function tryingTwice(run: RunProgram): RunProgram {
  return (path, args) => run(path, args) ?? run(path, args);
}

/** As {@link RunProgram}, while the event loop goes on. */
export type RunProgramAsync = (path: string, args: readonly string[]) => Promise<string | null>;

/** Runs a program by its absolute path, without a shell. */
export const runProgram: RunProgram = (path, args) => {
  const { status, stdout } = spawnSync(path, args, { ...optionsNow(), stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout : null;
};

/** As {@link runProgram}, without blocking. */
export const runProgramAsync: RunProgramAsync = (path, args) =>
  new Promise((resolve) => {
    const child = execFile(path, args, optionsNow(), (error, stdout) => resolve(error === null ? stdout : null));
    child.stdin?.end();
  });

function optionsNow() {
  // Without PSModulePath, PowerShell loads no modules from other folders. LC_ALL=C gives the output that the parsers expect.
  const { PSModulePath: _, ...environment } = process.env;
  return {
    shell: false,
    windowsHide: true,
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: maxOutputBytes,
    encoding: 'utf8',
    env: { ...environment, LC_ALL: 'C' },
  } as const;
}
