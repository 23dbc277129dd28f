import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { findAuditBreak } from '../../server/store/audit.ts';
import { openStore } from '../../server/store/store.ts';
import { startPostgres } from '../../tests/store/databases/postgresServer.ts';
import { openSilentProxy, type SilentProxy } from '../../tests/store/databases/silentProxy.ts';
import type { Extent } from '../extent.ts';
import { quantile, ratio, say, sayTable, sayTitle, sayWorking } from '../print.ts';
import { type Cluster, makeMetricsToken, type Order, sellSerials, startCluster } from '../service/cluster.ts';
import { makeKeys, makeRequests } from '../service/orders.ts';

/** Serial numbers that the orders are for: a customer's classroom, and customers that have nothing to do with each other. */
const SERIALS = [1, 64];
/** One direction to a distant PostgreSQL, in milliseconds; a round trip takes twice that. */
const ONE_WAY_MS = 5;
/** Orders of each replica before the first row: by then most of its code is compiled. */
const WARM_UP = { quick: 500, complete: 1500 };

interface Setup {
  readonly name: string;
  readonly replicas: number;
  readonly clients: readonly number[];
  /** @returns the address of an empty store, and another that the services use */
  address(dataFolder: string): Promise<{ readonly near: string; readonly ofServices: string }>;
}

/** Orders over real HTTP with connections that stay open, beside one durable row and one signature on the same engine. */
export async function measureServiceOverHttp({ quick }: Extent): Promise<void> {
  sayTitle('service: orders per second over HTTP');
  const postgres = await startPostgres();
  const proxies: SilentProxy[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-bench-'));
  const onPostgres = async () => {
    const near = await createDatabase(postgres.url);
    return { near, ofServices: near };
  };
  const onDistantPostgres = async () => {
    const near = await createDatabase(postgres.url);
    const proxy = await openSilentProxy(near, ONE_WAY_MS);
    proxies.push(proxy);
    return { near, ofServices: proxy.address };
  };
  const onSqlite = async (dataFolder: string) => {
    const near = join(dataFolder, 'store.sqlite');
    return { near, ofServices: near };
  };
  const distant = `PostgreSQL ${2 * ONE_WAY_MS} ms away`;
  const setups: readonly Setup[] = [
    { name: 'SQLite', replicas: 1, clients: [1, 16, 64], address: onSqlite },
    { name: 'PostgreSQL', replicas: 1, clients: [1, 16, 64], address: onPostgres },
    { name: 'PostgreSQL', replicas: 3, clients: [1, 16, 64], address: onPostgres },
    { name: distant, replicas: 1, clients: [16, 64], address: onDistantPostgres },
    { name: distant, replicas: 3, clients: [16, 64], address: onDistantPostgres },
  ];
  const rows = [
    [
      ...['store', 'replicas', 'clients', 'serials', 'floor/s', 'ours/s', 'ours / floor', 'cpu ms/order'],
      ...['p50 ms', 'p99 ms', 'p99 / p50', 'orders/commit', 'chain ms/order', 'load'],
    ],
  ];
  try {
    const extent = quick ? { orders: 400, warmUp: WARM_UP.quick } : { orders: 1000, warmUp: WARM_UP.complete };
    for (const setup of setups) rows.push(...(await measureSetup(setup, folder, extent)));
  } finally {
    for (const proxy of proxies) await proxy.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  sayTable(rows);
  say();
}

async function createDatabase(server: string): Promise<string> {
  const name = `bench_${randomBytes(4).toString('hex')}`;
  const store = await openStore(`${server}/postgres`);
  await sql`create database ${sql.id(name)}`.execute(store);
  await store.destroy();
  return `${server}/${name}`;
}

async function measureSetup(
  setup: Setup,
  folder: string,
  { orders, warmUp }: { readonly orders: number; readonly warmUp: number },
): Promise<string[][]> {
  const { name, replicas } = setup;
  const dataFolder = join(folder, randomBytes(4).toString('hex'));
  const { near, ofServices } = await setup.address(dataFolder);
  sayWorking(`${name}: starting ${replicas} …`);
  const cluster = await startCluster(dataFolder, ofServices.includes('://') ? ofServices : null, replicas);
  const [store, floorStore] = [await openStore(near), await openStore(ofServices)];
  const rows: string[][] = [];
  try {
    await sql`create table floor (id text primary key, row text)`.execute(store);
    const token = await makeMetricsToken(store);
    const one = await sellSerials(store, dataFolder, 1);
    await run(cluster, { token, order: cluster.connect(16), clients: 16, count: warmUp * replicas, serials: one });
    for (const clients of setup.clients) {
      const order = cluster.connect(clients);
      // Opens the connections.
      await run(cluster, { token, order, clients, count: 2 * clients, serials: one });
      for (const count of SERIALS) {
        sayWorking(`${name}: ${replicas} replicas, ${clients} clients …`);
        const serials = await sellSerials(store, dataFolder, count);
        const floor = await measureFloor(floorStore, clients, orders);
        const ours = await run(cluster, { token, order, clients, count: orders, serials });
        rows.push([
          ...[name, String(replicas), String(clients), String(count), floor.toFixed(0)],
          ...[ours.rate.toFixed(0), ratio(ours.rate / floor), ours.cpuMs.toFixed(1), ours.p50.toFixed(1)],
          ...[ours.p99.toFixed(1), ratio(ours.p99 / ours.p50), ours.perCommit.toFixed(1), ours.chainMs.toFixed(2)],
          (loadavg()[0] ?? 0).toFixed(0),
        ]);
      }
    }
    if ((await findAuditBreak(store)) !== null) throw new Error('the audit trail is broken');
  } finally {
    await store.destroy();
    await floorStore.destroy();
    await cluster.stop();
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
  readonly order: Order;
  readonly clients: number;
  readonly count: number;
  readonly serials: readonly string[];
}

async function run(cluster: Cluster, { token, order, clients, count, serials }: Orders) {
  const requests = await makeRequests(count);
  const [cpuBefore, before] = [await cluster.cpuMs(), await cluster.commits(token)];
  const times: number[] = [];
  const began = performance.now();
  await together(clients, requests, async (request, index) => {
    times.push(await order(request, serials[index % serials.length] ?? ''));
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
