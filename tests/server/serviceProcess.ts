import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { builtPages } from './http/builtPages.ts';

/** The service as it is run by a vendor: built, in a process of its own, over a data folder. */
export interface BuiltService {
  start(environment?: Record<string, string>): Promise<ServiceProcess>;
  /** Starts it where no file can get larger, as on a disk that is nearly full. @param kilobytes of a file at most */
  startCramped(kilobytes: number, environment?: Record<string, string>): Promise<ServiceProcess>;
  /** Runs it where it is expected to fail. */
  fail(environment: Record<string, string>): Promise<{ exitCode: number | null; output: string }>;
  /** Starts it and kills it as soon as a file is there; a file that is there already kills it at its first breath. */
  killWhenThere(file: string, environment: Record<string, string>): Promise<void>;
  readonly dataFolder: string;
  dispose(): void;
}

export interface ServiceProcess {
  readonly address: string;
  /** Everything it has printed so far. */
  output(): string;
  /** @returns its exit code, null when a signal ended it */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Starts another like it. */
  again(): Promise<ServiceProcess>;
  readonly child: ChildProcess;
}

export const passphrase = 'correct horse battery staple';

/** Builds the service beside the real one, with pages that hold next to nothing. */
export async function buildService(): Promise<BuiltService> {
  const place = resolve(`dist/.service-test-${process.pid}`);
  const { build } = await import('vite');
  await build({ configFile: 'vite.server.config.ts', logLevel: 'error', build: { outDir: join(place, 'server') } });
  for (const [path, bytes] of builtPages()) {
    const file = join(place, 'pages', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  const dataFolder = join(mkdtempSync(join(tmpdir(), 'keyferry-service-')), 'data');
  const script = join(place, 'server/demo.js');
  const run = (environment: Record<string, string>) =>
    spawnService([process.execPath, script], dataFolder, environment);
  return {
    dataFolder,
    start: (environment = {}) => waitUntilOpen(() => run(environment)),
    startCramped: (kilobytes, environment = {}) => {
      const command = ['bash', '-c', `ulimit -f ${kilobytes}; exec "$0" "$1"`, process.execPath, script];
      return waitUntilOpen(() => spawnService(command, dataFolder, environment));
    },
    fail: async (environment) => {
      const { child, output } = run(environment);
      await once(child, 'close');
      return { exitCode: child.exitCode, output: output() };
    },
    killWhenThere: async (file, environment) => {
      const { child } = run(environment);
      const closed = once(child, 'close');
      while (!existsSync(file) && child.exitCode === null) await setImmediate();
      child.kill('SIGKILL');
      await closed;
    },
    dispose() {
      rmSync(place, { recursive: true, force: true });
      rmSync(dirname(dataFolder), { recursive: true, force: true });
    },
  };
}

function spawnService(command: readonly string[], dataFolder: string, environment: Record<string, string>) {
  const { PATH, NODE_OPTIONS } = process.env;
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    env: {
      PATH,
      NODE_OPTIONS,
      KEYFERRY_DATA: dataFolder,
      KEYFERRY_HOST: '127.0.0.1',
      KEYFERRY_PORT: '0',
      KEYFERRY_PASSPHRASE: passphrase,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  return { child, output: () => text };
}

async function waitUntilOpen(run: () => ReturnType<typeof spawnService>): Promise<ServiceProcess> {
  const { child, output } = run();
  while (!output().includes('To stop')) {
    const event = await Promise.race([once(child.stdout, 'data'), once(child, 'close').then(() => 'closed' as const)]);
    if (event === 'closed') throw new Error(`the service did not start:\n${output()}`);
  }
  const address = /http:\/\/localhost:(\d+)\//.exec(output())?.[1];
  return {
    address: `http://127.0.0.1:${address}`,
    output,
    child,
    async end(signal) {
      const closed = once(child, 'close');
      child.kill(signal);
      await closed;
      return child.exitCode;
    },
    again: () => waitUntilOpen(run),
  };
}

/** The demonstration's serial numbers, as its own file lists them. */
export function demoSerials(dataFolder: string): { licenseType: string; seats: number; serialNumber: string }[] {
  const lines = readFileSync(join(dataFolder, 'demo-serials.txt'), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [licenseType = '', seats = '', serialNumber = ''] = line.split(' ');
      return { licenseType, seats: Number(seats), serialNumber };
    });
}
