import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Lifetime, untilFileEnds, untilTestEnds } from './lifetime.ts';
import { temporaryFolder } from './temporary.ts';

/** A serial number of the demonstration vendor. */
export interface Serial {
  readonly licenseType: string;
  readonly seats: number;
  readonly serialNumber: string;
}

/** The activation service as a process of its own, with the demonstration vendor in a fresh data folder. */
export interface Service {
  /** `http://localhost:PORT`: a secure context in every browser. */
  readonly address: string;
  /** The same service under a host name, which makes it plain http; browsers of the harness know the name. */
  readonly intranetAddress: string;
  readonly dataFolder: string;
  readonly serials: readonly Serial[];
  /** Everything the process has written so far. */
  output(): string;
  /** As an operator stops it. @returns its exit code */
  stop(): Promise<number | null>;
  /** As a power failure stops it. */
  kill(): Promise<void>;
  /** Starts it again: same port, same data. @param changes to its environment */
  restart(changes?: Readonly<Record<string, string>>): Promise<void>;
}

/** Maps to 127.0.0.1 in the harness's browsers, and is no secure context because it is a name like any other. */
export const intranetHost = 'intranet.test';

export interface ServiceOptions {
  /** Host that the packed profile names; `localhost` by default. */
  readonly publicHost?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the service and waits until it is ready; it stops with the test. */
export function startService(options: ServiceOptions = {}): Promise<Service> {
  return openService(options, untilTestEnds);
}

const shared = new Map<string, Promise<Service>>();

/** The service of all tests of a file that neither end it nor take one another's seats. */
export function sharedService(options: ServiceOptions = {}): Promise<Service> {
  const key = JSON.stringify(options);
  const known = shared.get(key);
  if (known) return known;
  const running = openService(options, untilFileEnds);
  shared.set(key, running);
  untilFileEnds(() => shared.delete(key));
  return running;
}

async function openService(
  { publicHost = 'localhost', environment }: ServiceOptions,
  lifetime: Lifetime,
): Promise<Service> {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const dataFolder = join(temporaryFolder('service', lifetime), 'data');
  cpSync(inject('vendorFolder'), dataFolder, { recursive: true });
  const settings = {
    KEYFERRY_DATA: dataFolder,
    KEYFERRY_PORT: String(port),
    KEYFERRY_PUBLIC_URL: `http://${publicHost}:${port}`,
    ...environment,
  };
  let output = '';
  let child = await launch(settings, address, (text) => {
    output += text;
  });
  lifetime(() => end(child, 'SIGKILL'));
  return {
    address,
    intranetAddress: `http://${intranetHost}:${port}`,
    dataFolder,
    serials: readSerials(join(dataFolder, 'demo-serials.txt')),
    output: () => output,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL').then(() => {}),
    async restart(changes = {}) {
      await end(child, 'SIGKILL');
      child = await launch({ ...settings, ...changes }, address, (text) => {
        output += text;
      });
    },
  };
}

/** @returns the first serial number of a license type with that many seats */
export function serialFor(service: Service, licenseType: string, seats: number): string {
  const serial = service.serials.find(
    (candidate) => candidate.licenseType === licenseType && candidate.seats === seats,
  );
  if (serial === undefined)
    throw new Error(`the demonstration has no serial number for ${licenseType} with ${seats} seats`);
  return serial.serialNumber;
}

async function launch(
  settings: Record<string, string>,
  address: string,
  hear: (text: string) => void,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['dist/server/demo.js'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      const text = chunk.toString();
      said += text;
      hear(text);
      if (said.includes(address)) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}:\n${said}`)));
  });
  const ready = await fetch(`${address}/readyz`);
  if (!ready.ok) throw new Error(`the service says it is not ready: ${ready.status}`);
  return child;
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
  return child.exitCode;
}

/** The port must outlive restarts of the service, so the system's choice is taken here and handed over. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function readSerials(file: string): Serial[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [licenseType = '', seats = '', serialNumber = ''] = line.split(' ');
    return { licenseType, seats: Number(seats), serialNumber };
  });
}
