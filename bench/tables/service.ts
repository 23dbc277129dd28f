import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { computeNatively } from '../../server/keys/nodeArithmetic.ts';
import { openStore } from '../../server/store/store.ts';
import type { Store } from '../../server/store/tables.ts';
import { addManyRows } from '../../tests/store/databases/manyRows.ts';
import { startPostgres } from '../../tests/store/databases/postgresServer.ts';
import type { Extent } from '../extent.ts';
import { quantile, ratio, say, sayTable, sayTitle, sayWorking } from '../print.ts';
import { type Keys, makeKeys, makeRequests, openDocumentIssuer, openIssuer } from '../service/orders.ts';

/** How many orders are under way at a time: one customer alone, and a busy morning. */
const TOGETHER = [1, 16];

interface Sizes {
  /** Serial numbers and activations in the store, one measurement after the other. */
  readonly held: readonly number[];
  /** Orders per round. */
  readonly orders: number;
  readonly rounds: number;
}

const large: Sizes = { held: [1000, 100_000, 1_000_000], orders: 400, rounds: 7 };
const huge: Sizes = { ...large, held: [1000, 1_000_000, 10_000_000] };
const small: Sizes = { held: [1000, 20_000], orders: 150, rounds: 3 };

interface Run {
  /** Per second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Compares the service with the minimum that any service needs on the same database: one durable row and one signature,
 * made in the process as the service does. "documents" is the work without a store: reading an order with its signature
 * and writing the license. "both" is the minimum and the documents one after the other.
 */
export async function measureService({ quick, huge: isHuge = false }: Extent): Promise<void> {
  const sizes = isHuge ? huge : quick ? small : large;
  await computeNatively();
  sayTitle('service: activations per second, with durable commits');
  const postgres = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-bench-'));
  const rows = [
    [
      'store',
      'serials and activations',
      'at a time',
      'floor/s',
      'documents/s',
      'ours/s',
      'ours / floor',
      'ours / both',
      'p50 ms',
      'p99 ms',
      'p50 / first',
      'p99 / first',
    ],
  ];
  try {
    rows.push(...(await measureEngine('SQLite', join(folder, 'store.sqlite'), sizes)));
    // There may be no room for two large stores.
    rmSync(folder, { recursive: true, force: true });
    rows.push(...(await measureEngine('PostgreSQL', `${postgres.url}/postgres`, sizes)));
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  sayTable(rows);
  say();
}

async function measureEngine(name: string, address: string, extent: Sizes): Promise<string[][]> {
  const store = await openStore(address);
  const keys = await makeKeys();
  const first = new Map<number, Run>();
  const rows: string[][] = [];
  let held = 0;
  try {
    await sql`create table floor (id text primary key, row text)`.execute(store);
    for (const size of extent.held) {
      sayWorking(`${name}: filling up to ${size} …`);
      await addManyRows(address, held, size);
      held = size;
      for (const together of TOGETHER) {
        sayWorking(`${name}: ${size} held, ${together} at a time …`);
        const { floor, documents, ours } = await measureAll(store, keys, extent, together);
        if (!first.has(together)) first.set(together, ours);
        const begin = first.get(together) ?? ours;
        rows.push([
          name,
          size.toLocaleString('en-US'),
          String(together),
          floor.rate.toFixed(0),
          documents.rate.toFixed(0),
          ours.rate.toFixed(0),
          ratio(ours.rate / floor.rate),
          ratio(ours.rate * (1 / floor.rate + 1 / documents.rate)),
          ours.p50.toFixed(1),
          ours.p99.toFixed(1),
          ratio(ours.p50 / begin.p50),
          ratio(ours.p99 / begin.p99),
        ]);
      }
    }
  } finally {
    await store.destroy();
  }
  return rows;
}

/** By turns, so that what else the machine does falls on both alike; the median of the rounds. */
async function measureAll(store: Store, keys: Keys, { orders, rounds }: Sizes, together: number) {
  const floors: Run[] = [];
  const documentRuns: Run[] = [];
  const ours: Run[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const requests = await makeRequests(orders);
    const activate = await openIssuer(store, keys);
    floors.push(await measure(requests, together, (_, index) => makeFloor(store, keys, `${round}-${index}`)));
    documentRuns.push(await measure(requests, together, openDocumentIssuer(keys)));
    ours.push(await measure(requests, together, activate));
  }
  await sql`delete from floor`.execute(store);
  return { floor: middle(floors), documents: middle(documentRuns), ours: middle(ours) };
}

async function makeFloor(store: Store, { keystore }: Keys, id: string): Promise<void> {
  await keystore.signers[0].sign(new TextEncoder().encode(id.padEnd(800)));
  await sql`insert into floor (id, row) values (${id}, ${id.padEnd(1200)})`.execute(store);
}

async function measure(
  requests: readonly string[],
  together: number,
  act: (request: string, index: number) => Promise<void>,
): Promise<Run> {
  const times: number[] = [];
  const open = [...requests.entries()];
  const worker = async () => {
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      const began = performance.now();
      await act(next[1], next[0]);
      times.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: together }, worker));
  const seconds = (performance.now() - began) / 1000;
  return { rate: requests.length / seconds, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

function middle(runs: readonly Run[]): Run {
  const of = (key: keyof Run) =>
    quantile(
      runs.map((run) => run[key]),
      0.5,
    );
  return { rate: of('rate'), p50: of('p50'), p99: of('p99') };
}
