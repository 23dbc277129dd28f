import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDemonstration, startErrorText } from '../../../server/demo/demonstration.ts';
import type { ProcessPorts } from '../../../server/launch.ts';
import { builtPages } from '../http/builtPages.ts';

export const passphrase = 'correct horse battery staple';

/** A demonstration that runs in the test's own process. */
export interface LocalService {
  readonly address: string;
  /** The banner and the log so far. */
  output(): string;
  /** Stops it as a signal would. */
  stop(): Promise<void>;
}

/** Settings for a service on loopback at any free port. */
export const environmentFor = (dataFolder: string, changes: Record<string, string> = {}) => ({
  KEYFERRY_DATA: dataFolder,
  KEYFERRY_HOST: '127.0.0.1',
  KEYFERRY_PORT: '0',
  KEYFERRY_PASSPHRASE: passphrase,
  ...changes,
});

export async function startLocally(
  environment: Record<string, string>,
  ports: Pick<ProcessPorts, 'wait'> = {},
): Promise<LocalService> {
  let text = '';
  const print = (more: string) => {
    text += more;
  };
  const { port, banner, stop } = await startDemonstration(environment, builtPages(), { ...ports, print });
  print(await banner(false));
  return { address: `http://127.0.0.1:${port}`, output: () => text, stop };
}

/** Starts a service that must fail to start. @returns what it prints */
export async function failLocally(environment: Record<string, string>): Promise<string> {
  try {
    await (await startLocally(environment)).stop();
  } catch (error) {
    return startErrorText(error);
  }
  throw new Error('the service has started');
}

export interface ListedSerial {
  readonly licenseType: string;
  readonly seats: number;
  readonly serialNumber: string;
}

/** The demonstration's serial numbers, from its file. */
export function demoSerials(dataFolder: string): ListedSerial[] {
  const lines = readFileSync(join(dataFolder, 'demo-serials.txt'), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [licenseType = '', seats = '', serialNumber = ''] = line.split(' ');
      return { licenseType, seats: Number(seats), serialNumber };
    });
}

/** Orders a license. */
export function order({ address }: { readonly address: string }, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${address}/api/v1/activations`, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** @returns the identity of the demonstration's admin token */
export async function whoami({ address }: { readonly address: string }, dataFolder: string): Promise<unknown> {
  const token = readFileSync(join(dataFolder, 'admin-token.txt'), 'utf8').trim();
  const response = await fetch(`${address}/api/v1/admin/whoami`, { headers: { authorization: `Bearer ${token}` } });
  return response.json();
}
