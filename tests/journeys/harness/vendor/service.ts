import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Lifetime, untilTestEnds, untilWorkerEnds } from '../lifetime.ts';
import { temporaryFolder } from '../temporary.ts';
import { intranetHost } from './intranetHost.ts';

/** A serial number of the demonstration vendor. */
export interface Serial {
  readonly licenseType: string;
  readonly seats: number;
  readonly serialNumber: string;
}

/** The activation service as a process, with the demonstration vendor in a new data folder. */
export interface Service {
  /** `http://localhost:PORT`: a secure context in every browser. */
  readonly address: string;
  /** The same service under a host name, which makes its pages no secure context. */
  readonly intranetAddress: string;
  readonly dataFolder: string;
  readonly serials: readonly Serial[];
  /** The process's complete output so far. */
  output(): string;
  /** Stops it like an operator. @returns exit code */
  stop(): Promise<number | null>;
  /** Stops it like a power failure. */
  kill(): Promise<void>;
  /** Kills and starts it on the same port and data. @param changes to its environment */
  restart(changes?: Readonly<Record<string, string>>): Promise<void>;
}

export interface ServiceOptions {
  /** Host that the packed profile names; `localhost` by default. */
  readonly publicHost?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Changes the data folder. @returns what serves it; the demonstration by default */
  readonly prepare?: (dataFolder: string, address: string) => ServiceProgram;
}

/** A program that prints the service's address when it is ready. */
export interface ServiceProgram {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const demonstration: ServiceProgram = { command: ['dist/server/demo.js'], environment: {} };

/** Starts a service and waits until it is ready. @param lifetime when it stops */
export function startService(options: ServiceOptions = {}, lifetime: Lifetime = untilTestEnds): Promise<Service> {
  return openService(options, lifetime);
}

/** A service that counts no attempts: the journeys that share it would lock each other out. */
const withoutLimits = {
  KEYFERRY_FAILED_ORDERS: '0',
  KEYFERRY_FAILED_ORDERS_PER_SERIAL: '0',
  KEYFERRY_FAILED_TOKENS: '0',
  KEYFERRY_CALLS_PER_MINUTE: '0',
};

const shared = new Map<string, Promise<Service>>();

/** The service of all journeys of a worker that neither stop it nor count its data. */
export function sharedService(options: Pick<ServiceOptions, 'publicHost'> = {}): Promise<Service> {
  const key = options.publicHost ?? '';
  const known = shared.get(key);
  if (known) return known;
  const running = openService({ ...options, environment: withoutLimits }, untilWorkerEnds);
  shared.set(key, running);
  untilWorkerEnds(() => shared.delete(key));
  return running;
}

async function openService(
  { publicHost = 'localhost', environment, prepare }: ServiceOptions,
  lifetime: Lifetime,
): Promise<Service> {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const dataFolder = join(temporaryFolder('service', lifetime), 'data');
  cpSync(inject('vendorFolder'), dataFolder, { recursive: true });
  const program = prepare?.(dataFolder, address) ?? demonstration;
  const settings = {
    ...program.environment,
    KEYFERRY_DATA: dataFolder,
    KEYFERRY_PORT: String(port),
    KEYFERRY_PUBLIC_URL: `http://${publicHost}:${port}`,
    ...environment,
  };
  let output = '';
  let child = await launch(program.command, settings, address, (text) => {
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
      child = await launch(program.command, { ...settings, ...changes }, address, (text) => {
        output += text;
      });
    },
  };
}

/** @returns one of the demonstration's serial numbers */
export function demoSerial(service: Service, licenseType: string, seats: number): string {
  const serial = service.serials.find(
    (candidate) => candidate.licenseType === licenseType && candidate.seats === seats,
  );
  if (serial === undefined)
    throw new Error(`the demonstration has no serial number for ${licenseType} with ${seats} seats`);
  return serial.serialNumber;
}

/** Makes a serial number that no other journey uses. */
export async function newSerial(
  service: Service,
  licenseType: string,
  seats: number,
  product?: string,
): Promise<string> {
  const answer = await fetch(`${service.address}/api/v1/admin/serials`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken(service)}` },
    body: JSON.stringify({ licenseType, seats, count: 1, ...(product !== undefined && { product }) }),
  });
  if (answer.status !== 201) throw new Error(`no serial number: ${answer.status} ${await answer.text()}`);
  const { serials } = (await answer.json()) as { serials: readonly { serialNumber: string }[] };
  return serials[0]?.serialNumber ?? '';
}

/** @returns the token that the demonstration created for its admin page */
export function adminToken({ dataFolder }: Service): string {
  return readFileSync(join(dataFolder, 'admin-token.txt'), 'utf8').trim();
}

async function launch(
  command: readonly string[],
  settings: Record<string, string>,
  address: string,
  onOutput: (text: string) => void,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, command, {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      const text = chunk.toString();
      printed += text;
      onOutput(text);
      if (printed.includes(address)) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}:\n${printed}`)));
  });
  const ready = await fetch(`${address}/readyz`);
  if (!ready.ok) throw new Error(`the service is not ready: ${ready.status}`);
  return child;
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
  return child.exitCode;
}

/** @returns a port that the system had free; a service keeps it over restarts */
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
