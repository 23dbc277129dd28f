import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../server/store/store.ts';
import * as mediaTypes from '../../src/contract/mediaTypes.ts';
import { sampleDocuments } from '../../tests/documents/heal/documents.ts';
import type { Extent } from '../extent.ts';
import { quantile, ratio, say, sayTable, sayTitle, sayWorking } from '../print.ts';
import { type Replica, sellSerials, startReplica } from '../service/cluster.ts';
import { hostileBodies } from '../service/hostile.ts';
import { makeRequests } from '../service/orders.ts';

interface Call {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A way to make a call cost much; each of its calls is sent in turn. */
interface Attempt {
  readonly name: string;
  readonly calls: readonly Call[];
}

interface Cost {
  readonly cpuMs: number;
  readonly servingMs: number;
  readonly status: number;
}

/**
 * Measures what calls without a token cost the service: the most expensive call found on each route, compared with the cheapest
 * call of all. Then how long orders wait while others send the most expensive damaged one.
 */
export async function measureUnauthenticated({ quick }: Extent): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-bench-'));
  try {
    sayTitle('unauthenticated: processor time of the most expensive call found');
    sayTable(await costs(join(folder, 'costs'), quick ? 8 : 30));
    say();
    sayTitle('unauthenticated: orders while damaged ones are sent');
    sayTable(await waits(folder, quick ? 200 : 600));
    say();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function costs(dataFolder: string, repeats: number): Promise<string[][]> {
  const replica = await startReplica(dataFolder, null);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const cost = (attempt: Attempt, count: number) => measure(agent, replica, attempt, count);
  const rows: string[][] = [['call', 'most expensive found', 'status', 'cpu ms', 'of it serving', '/ healthz']];
  try {
    const routes = await attemptsByRoute();
    // The compiler has seen everything before anything is measured.
    for (const attempts of Object.values(routes)) for (const attempt of attempts) await cost(attempt, 3);
    const least = await cost({ name: '', calls: [{ path: '/healthz' }] }, 5 * repeats);
    for (const [route, attempts] of Object.entries(routes)) {
      sayWorking(`${route} …`);
      let costliest: { readonly attempt: Attempt; readonly cost: Cost } | null = null;
      for (const attempt of attempts) {
        const found = await cost(attempt, 5);
        if (!costliest || found.cpuMs > costliest.cost.cpuMs) costliest = { attempt, cost: found };
      }
      if (!costliest) continue;
      const { cpuMs, servingMs, status } = await cost(costliest.attempt, repeats);
      const { name } = costliest.attempt;
      rows.push([route, name, `${status}`, cpuMs.toFixed(2), servingMs.toFixed(2), ratio(cpuMs / least.cpuMs)]);
    }
  } finally {
    agent.destroy();
    await end(replica);
  }
  return rows;
}

async function attemptsByRoute(): Promise<Readonly<Record<string, readonly Attempt[]>>> {
  const requests = await makeRequests(200);
  const documents = await sampleDocuments();
  const text = (name: string) => new TextDecoder().decode(documents[name]?.file);
  const order = (request: string): Call => json('/api/v1/activations', { request, licenseType: 'pro', serialNumber });
  const damaged = Object.entries(hostileBodies(requests[0] ?? '')).filter(([, bytes]) => isText(bytes));
  const bytes = (path: string, mediaType: string, document: string): Attempt[] =>
    Object.entries({ intact: new TextEncoder().encode(document), ...hostileBodies(document) }).map(([name, body]) => ({
      name,
      calls: [{ method: 'POST', path, headers: { 'content-type': mediaType }, body }],
    }));
  const get = (path: string, name = '', headers: Record<string, string> = {}): Attempt[] => [
    { name, calls: [{ path, headers }] },
  ];
  const wrongToken = { authorization: `Bearer kfa_${'x'.repeat(43)}` };
  return {
    'GET /healthz': get('/healthz'),
    'GET /readyz': get('/readyz'),
    'GET /': get('/', 'Brotli', { 'accept-encoding': 'br' }),
    'GET /keyferry.html': get('/keyferry.html', 'Brotli', { 'accept-encoding': 'br' }),
    'GET /…': get(`/${'%20x'.repeat(2000)}`, 'a long path'),
    'GET products': get('/api/v1/products'),
    'GET catalog': get('/api/v1/catalog'),
    'GET keyset': get('/api/v1/keyset'),
    'GET openapi.json': get('/api/v1/openapi.json'),
    'GET metrics': get('/metrics', 'a wrong token', wrongToken),
    'GET admin': get('/api/v1/admin/whoami', 'a wrong token', wrongToken),
    'POST activations, intact': [{ name: 'an unknown serial number', calls: requests.map(order) }],
    'POST activations, damaged': damaged.map(([name, body]) => ({
      name,
      calls: [order(new TextDecoder().decode(body))],
    })),
    'POST activations, JSON': jsonAttempts('/api/v1/activations'),
    'POST returns': bytes('/api/v1/returns', mediaTypes.returnReceipt, text('return')),
    'POST returns/check': bytes('/api/v1/returns/check', mediaTypes.license, text('plain license')),
    'POST computers': [
      { name: 'an unknown serial number', calls: [json('/api/v1/computers', { serialNumber })] },
      { name: 'a long serial number', calls: [json('/api/v1/computers', { serialNumber: 'ﬃ'.repeat(128) })] },
      ...jsonAttempts('/api/v1/computers'),
    ],
  };
}

/** Well-formed, and unknown to any store. */
const serialNumber = '00000-00000-00000-00000';

const json = (path: string, body: unknown): Call => ({
  ...{ method: 'POST', path, headers: { 'content-type': mediaTypes.json } },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

function jsonAttempts(path: string): Attempt[] {
  const names = Array.from({ length: 8000 }, (_, at) => `"${at}":0`)
    .join(',')
    .slice(0, 65_000)
    .replace(/,[^,]*$/, '');
  const bodies = {
    'many names': `{${names}}`,
    'many arrays': `${'['.repeat(32_000)}${']'.repeat(32_000)}`,
    'many objects': `[${'{"a":0},'.repeat(8000)}0]`,
    'many escapes': `{"request":"${'\\u0041'.repeat(10_000)}"}`,
  };
  return Object.entries(bodies).map(([name, body]) => ({ name, calls: [json(path, body)] }));
}

function isText(bytes: Uint8Array): boolean {
  return Buffer.from(Buffer.from(bytes).toString('utf8')).equals(bytes);
}

/** The cheapest of several rounds, because whatever else the machine does only adds. */
async function measure(agent: Agent, replica: Replica, { calls }: Attempt, count: number): Promise<Cost> {
  let sent = 0;
  const send = () => call(agent, replica.port, calls[sent++ % calls.length] ?? { path: '/' });
  const costs: Cost[] = [];
  let status = await send();
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await usage(replica);
    for (let at = 0; at < count; at += 1) status = await send();
    const after = await usage(replica);
    const each = (name: 'cpuMs' | 'servingMs') => (after[name] - before[name]) / count;
    costs.push({ cpuMs: each('cpuMs'), servingMs: each('servingMs'), status });
  }
  return costs.reduce((least, cost) => (cost.cpuMs < least.cpuMs ? cost : least));
}

const ROUNDS = 3;
const FLOODING = 4;
const ORDERING = 4;

/** Orders of four clients, alone and while four others send the most expensive damaged order without a pause. */
async function waits(folder: string, orders: number): Promise<string[][]> {
  const rows = [['threads', 'damaged orders', 'p50 ms', 'p99 ms', 'p50 / alone', 'p99 / alone']];
  for (const threads of ['0', '1']) {
    const dataFolder = join(folder, `waits-${threads}`);
    const replica = await startReplica(dataFolder, null, { KEYFERRY_THREADS: threads });
    const store = await openStore(join(dataFolder, 'store.sqlite'));
    const [serial = ''] = await sellSerials(store, dataFolder, 1);
    await store.destroy();
    const agent = new Agent({ keepAlive: true });
    try {
      await orderAll(agent, replica, serial, 200);
      const alone = await orderAll(agent, replica, serial, orders);
      const flood = startFlood(agent, replica);
      const beside = await orderAll(agent, replica, serial, orders);
      await flood.stop();
      for (const [name, times] of [
        ['none', alone],
        [`${FLOODING} at a time`, beside],
      ] as const) {
        const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
        const ratios = [p50 / quantile(alone, 0.5), p99 / quantile(alone, 0.99)].map(ratio);
        rows.push([threads, name, p50.toFixed(1), p99.toFixed(1), ...ratios]);
      }
    } finally {
      agent.destroy();
      await end(replica);
    }
  }
  return rows;
}

async function orderAll(agent: Agent, { port }: Replica, serial: string, count: number): Promise<number[]> {
  const open = await makeRequests(count);
  const times: number[] = [];
  const client = async () => {
    for (let request = open.pop(); request !== undefined; request = open.pop()) {
      const began = performance.now();
      const body = { request, licenseType: 'pro', serialNumber: serial };
      const status = await call(agent, port, json('/api/v1/activations', body));
      if (status !== 201) throw new Error(`expected a license, got ${status}`);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: ORDERING }, client));
  return times;
}

function startFlood(agent: Agent, { port }: Replica) {
  const request = '12: <a\n'.repeat(4681);
  const damaged = json('/api/v1/activations', { request, licenseType: 'pro' });
  let isStopping = false;
  const client = async () => {
    while (!isStopping) await call(agent, port, damaged);
  };
  const clients = Promise.all(Array.from({ length: FLOODING }, client));
  return {
    async stop() {
      isStopping = true;
      await clients;
    },
  };
}

function call(agent: Agent, port: number, { method = 'GET', path, headers, body }: Call): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const target = { agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } };
    const sent = httpRequest(target, (response) => {
      response.on('error', reject).on('end', () => resolve(response.statusCode ?? 0));
      response.resume();
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function usage({ child }: Replica): Promise<{ readonly cpuMs: number; readonly servingMs: number }> {
  const answer = once(child, 'message');
  child.send('usage');
  const [used] = await answer;
  return used as { cpuMs: number; servingMs: number };
}

async function end({ child }: Replica): Promise<void> {
  const closed = once(child, 'exit');
  child.disconnect();
  await closed;
}
