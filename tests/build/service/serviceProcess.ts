import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { passphrase } from '../../server/demo/inProcess.ts';
import { builtPages } from '../../server/http/builtPages.ts';

/** The built demonstration service, in processes of its own over one data folder. */
export interface BuiltService {
  start(environment?: Record<string, string>): Promise<ServiceProcess>;
  /** Starts it with a limit on the size of files, like a disk that is nearly full. @param kilobytes the limit */
  startCramped(kilobytes: number, environment?: Record<string, string>): Promise<ServiceProcess>;
  /** Runs it until it fails to start. */
  fail(environment: Record<string, string>): Promise<{ exitCode: number | null; output: string }>;
  /** Starts it and kills it as soon as a file exists; at once, if it exists already. */
  killWhenThere(file: string, environment: Record<string, string>): Promise<void>;
  readonly dataFolder: string;
  dispose(): void;
}

export interface ServiceProcess {
  readonly address: string;
  /** Its output so far. */
  output(): string;
  /** @returns the exit code; null when the signal ended the process */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Starts another process with the same settings. */
  again(): Promise<ServiceProcess>;
  readonly child: ChildProcess;
}

/** Copies the built service into a folder with minimal pages. */
export function installService(): BuiltService {
  const place = mkdtempSync(resolve('dist/.service-test-'));
  cpSync('dist/server', join(place, 'server'), { recursive: true });
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
      mkdirSync(dirname(file), { recursive: true });
      const changes = watch(dirname(file));
      const { child } = run(environment);
      const closed = once(child, 'close');
      while (!existsSync(file) && child.exitCode === null) await Promise.race([once(changes, 'change'), closed]);
      changes.close();
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
