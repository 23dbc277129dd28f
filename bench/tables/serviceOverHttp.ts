import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { findAuditBreak } from '../../server/store/audit.ts';
import { openStore } from '../../server/store/store.ts';
import { startPostgres } from '../../tests/store/databases/postgresServer.ts';
import type { Extent } from '../extent.ts';
import { quantile, ratio, say, sayTable, sayTitle, sayWorking } from '../print.ts';
import { type Cluster, makeMetricsToken, sellSerials, startCluster } from '../service/cluster.ts';
import { makeKeys, makeRequests } from '../service/orders.ts';

const CLIENTS = [1, 16, 64];
/** Serial numbers that the orders are for: a customer's classroom, and customers that have nothing to do with each other. */
const SERIALS = [1, 64];

interface Setup {
  readonly name: string;
  readonly replicas: number;
  /** @returns the address of an empty store */
  address(dataFolder: string): Promise<string>;
}

/** Orders over real HTTP with connections that stay open, beside one durable row and one signature on the same engine. */
export async function measureServiceOverHttp({ quick }: Extent): Promise<void> {
  sayTitle('service: orders per second over HTTP');
  const postgres = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-bench-'));
  const onPostgres = async () => {
    const name = `bench_${randomBytes(4).toString('hex')}`;
    const store = await openStore(`${postgres.url}/postgres`);
    await sql`create database ${sql.id(name)}`.execute(store);
    await store.destroy();
    return `${postgres.url}/${name}`;
  };
  const setups: readonly Setup[] = [
    { name: 'SQLite', replicas: 1, address: async (dataFolder) => join(dataFolder, 'store.sqlite') },
    { name: 'PostgreSQL', replicas: 1, address: onPostgres },
    { name: 'PostgreSQL', replicas: 3, address: onPostgres },
  ];
  const rows = [
    [
      ...['store', 'replicas', 'clients', 'serials', 'floor/s', 'ours/s', 'ours / floor', 'cpu ms/order'],
      ...['p50 ms', 'p99 ms', 'p99 / p50', 'orders/commit', 'chain ms/order', 'load'],
    ],
  ];
  try {
    for (const setup of setups) rows.push(...(await measureSetup(setup, folder, quick ? 200 : 1000)));
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  sayTable(rows);
  say();
}

async function measureSetup(setup: Setup, folder: string, orders: number): Promise<string[][]> {
  const dataFolder = join(folder, randomBytes(4).toString('hex'));
  const address = await setup.address(dataFolder);
  const rows: string[][] = [];
  for (const clients of CLIENTS) {
    sayWorking(`${setup.name}: ${setup.replicas} replicas, ${clients} clients …`);
    const cluster = await startCluster(dataFolder, address.includes('://') ? address : null, { ...setup, clients });
    const store = await openStore(address);
    try {
      await sql`create table if not exists floor (id text primary key, row text)`.execute(store);
      const token = await makeMetricsToken(store);
      await run(cluster, {
        token,
        clients: 16,
        requests: await makeRequests(200),
        serials: await sellSerials(store, dataFolder, 1),
      });
      for (const count of SERIALS) {
        const serials = await sellSerials(store, dataFolder, count);
        const floor = await measureFloor(store, clients, orders);
        const ours = await run(cluster, { token, clients, requests: await makeRequests(orders), serials });
        rows.push([
          ...[setup.name, String(setup.replicas), String(clients), String(count), floor.toFixed(0)],
          ...[ours.rate.toFixed(0), ratio(ours.rate / floor), ours.cpuMs.toFixed(1), ours.p50.toFixed(1)],
          ...[ours.p99.toFixed(1), ratio(ours.p99 / ours.p50), ours.perCommit.toFixed(1), ours.chainMs.toFixed(2)],
          (loadavg()[0] ?? 0).toFixed(0),
        ]);
      }
      if ((await findAuditBreak(store)) !== null) throw new Error('the audit trail is broken');
    } finally {
      await store.destroy();
      await cluster.stop();
    }
  }
  return rows;
}

/** @returns durable rows with a signature, per second */
async function measureFloor(store: Awaited<ReturnType<typeof openStore>>, clients: number, count: number) {
  const { keystore } = await makeKeys();
  const began = performance.now();
  await together(clients, Array.from({ length: count }), async (_, index) => {
    const id = `${index}-${randomBytes(8).toString('hex')}`;
    await keystore.signers[0].sign(new TextEncoder().encode(id.padEnd(800)));
    await sql`insert into floor (id, row) values (${id}, ${id.padEnd(1200)})`.execute(store);
  });
  return (1000 * count) / (performance.now() - began);
}

interface Orders {
  /** For the metrics. */
  readonly token: string;
  readonly clients: number;
  readonly requests: readonly string[];
  readonly serials: readonly string[];
}

async function run(cluster: Cluster, { token, clients, requests, serials }: Orders) {
  const [cpuBefore, before] = [await cluster.cpuMs(), await cluster.commits(token)];
  const times: number[] = [];
  const began = performance.now();
  await together(clients, requests, async (request, index) => {
    times.push(await cluster.order(request, serials[index % serials.length] ?? ''));
  });
  const seconds = (performance.now() - began) / 1000;
  const [cpuAfter, after] = [await cluster.cpuMs(), await cluster.commits(token)];
  return {
    rate: requests.length / seconds,
    cpuMs: (cpuAfter - cpuBefore) / requests.length,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    perCommit: (after.jobs - before.jobs) / (after.transactions - before.transactions),
    chainMs: (1000 * (after.chainSeconds - before.chainSeconds)) / requests.length,
  };
}

async function together<Item>(
  count: number,
  items: readonly Item[],
  act: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  const open = [...items.entries()];
  const worker = async () => {
    for (let next = open.shift(); next !== undefined; next = open.shift()) await act(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: count }, worker));
}
