import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { openKeystore } from '../../server/keys/keystore.ts';
import { serialDigest } from '../../server/licensing/serialDigest.ts';
import { addSerials } from '../../server/store/serials.ts';
import type { Store } from '../../server/store/tables.ts';
import { createWriter } from '../../server/store/writer.ts';
import { addToken, mintToken } from '../../server/tokens.ts';
import { maskSerialNumber, mintSerialNumber } from '../../src/documents/serialNumber.ts';

/** Bundled next to the main program. */
const replicaFile = new URL('./replica.js', import.meta.url);
const occasion = { at: '2026-11-23T10:00:00Z', actor: 'command-line' } as const;
const passphrase = 'correct horse battery staple';

/** Orders a license from the replicas in turn. @returns milliseconds */
export type Order = (request: string, serialNumber: string) => Promise<number>;

/** Services over one store, each in a process of its own. */
export interface Cluster {
  /** @param clients how many connections are opened, which then stay open. @returns to order over them */
  connect(clients: number): Order;
  /** Processor time of all replicas since their start, in milliseconds. */
  cpuMs(): Promise<number>;
  /** Committed transactions, orders in them, and how long the chain's lock was held, since the start. @param token for the metrics */
  commits(token: string): Promise<Commits>;
  stop(): Promise<void>;
}

export interface Commits {
  readonly transactions: number;
  readonly jobs: number;
  readonly chainSeconds: number;
}

/**
 * @param dataFolder of the first replica, made if missing; the others get copies
 * @param databaseUrl of PostgreSQL; null: the folder's SQLite file
 */
export async function startCluster(dataFolder: string, databaseUrl: string | null, replicas: number): Promise<Cluster> {
  const first = await startReplica(dataFolder, databaseUrl);
  const running = [first];
  for (let index = 1; index < replicas; index += 1) {
    const folder = `${dataFolder}-${randomBytes(4).toString('hex')}`;
    cpSync(dataFolder, folder, { recursive: true, filter: (path) => !path.includes('service.') });
    running.push(await startReplica(folder, databaseUrl));
  }
  let agent = new Agent();
  return {
    connect(clients) {
      agent.destroy();
      const own = new Agent({ keepAlive: true, maxSockets: Math.ceil(clients / replicas), scheduling: 'fifo' });
      agent = own;
      let next = 0;
      return async (request, serialNumber) => {
        next += 1;
        const { port } = running[next % running.length] ?? first;
        const began = performance.now();
        const { status, text } = await call(own, port, JSON.stringify({ request, licenseType: 'pro', serialNumber }));
        if (status !== 201) throw new Error(`expected a license, got ${status}: ${text}`);
        return performance.now() - began;
      };
    },
    cpuMs: async () => sum(await Promise.all(running.map(({ child }) => cpuOf(child)))),
    async commits(token) {
      const texts = await Promise.all(running.map(({ port }) => metricsOf(port, token)));
      const of = (name: string) => sum(texts.map((text) => valueIn(text, name)));
      return {
        transactions: of('keyferry_commit_works_count'),
        jobs: of('keyferry_commit_works_sum'),
        chainSeconds: of('keyferry_chain_lock_seconds_sum'),
      };
    },
    async stop() {
      agent.destroy();
      await Promise.all(
        running.map(async ({ child }) => {
          const closed = once(child, 'exit');
          child.disconnect();
          await closed;
        }),
      );
    },
  };
}

/** @returns serial numbers with a million seats each, which the store of a cluster then has */
export async function sellSerials(store: Store, dataFolder: string, count: number): Promise<string[]> {
  const { pepper } = await openKeystore(join(dataFolder, 'products/orrery/keystore.json'), passphrase);
  const serialNumbers = Array.from({ length: count }, () => mintSerialNumber(randomBytes(12)));
  const rows = serialNumbers.map((serialNumber) => ({
    id: randomBytes(16).toString('base64url'),
    digest: serialDigest(pepper, serialNumber),
    masked: maskSerialNumber(serialNumber),
    product: 'orrery',
    licenseType: 'pro',
    seats: 1_000_000,
  }));
  await createWriter(store).write((context) => addSerials(context, rows, occasion));
  return serialNumbers;
}

/** @returns a token that opens the metrics */
export async function makeMetricsToken(store: Store): Promise<string> {
  const [text, name] = [mintToken(), `bench-${randomBytes(4).toString('hex')}`];
  const token = { name, scopes: ['metrics:read'], expiresAt: null } as const;
  await createWriter(store).write((context) => addToken(context, text, token, occasion));
  return text;
}

export interface Replica {
  readonly child: ChildProcess;
  readonly port: number;
}

export async function startReplica(
  dataFolder: string,
  databaseUrl: string | null,
  settings: Readonly<Record<string, string>> = {},
): Promise<Replica> {
  const child = fork(replicaFile, {
    env: {
      PATH: process.env.PATH,
      KEYFERRY_DATA: dataFolder,
      KEYFERRY_HOST: '127.0.0.1',
      KEYFERRY_PORT: '0',
      KEYFERRY_PASSPHRASE: passphrase,
      KEYFERRY_CALLS_PER_MINUTE: '0',
      KEYFERRY_FAILED_ORDERS: '0',
      KEYFERRY_FAILED_ORDERS_PER_SERIAL: '0',
      KEYFERRY_FAILED_TOKENS: '0',
      ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ readonly port: number }];
  return { child, port };
}

async function cpuOf(child: ChildProcess): Promise<number> {
  const answer = once(child, 'message');
  child.send('usage');
  const [{ cpuMs }] = (await answer) as [{ readonly cpuMs: number }];
  return cpuMs;
}

async function metricsOf(port: number, token: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  return response.text();
}

function valueIn(text: string, name: string): number {
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
}

/** Not `fetch`, whose processor time would take a good part of the machine from the services. */
function call(agent: Agent, port: number, body: string): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const path = '/api/v1/activations';
    const sent = httpRequest({ agent, host: '127.0.0.1', port, method: 'POST', path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
