import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKeystore } from '../../../server/keys/keystore.ts';
import { serialDigest } from '../../../server/licensing/serialDigest.ts';
import { findAuditBreak } from '../../../server/store/audit.ts';
import { addSerial } from '../../../server/store/serials.ts';
import { openStore } from '../../../server/store/store.ts';
import type { Store } from '../../../server/store/tables.ts';
import { createWriter } from '../../../server/store/writer.ts';
import { maskSerialNumber, mintSerialNumber } from '../../../src/documents/serialNumber.ts';
import { passphrase } from '../../server/demo/inProcess.ts';
import { machineWith, requestOf } from '../../server/machines.ts';
import { type Engine, type OwnDatabase, postgres, sqlite } from '../../store/databases/engines.ts';
import { occasion } from '../../store/databases/sampleSerials.ts';
import { type BuiltService, installService, type ServiceProcess } from './serviceProcess.ts';

/**
 * Services that are killed while they issue licenses. Several services share a PostgreSQL database; a SQLite file belongs
 * to one. Set `LONG=1` for the nightly form, which has more orders, replicas and kills and the same assertions.
 */
const isLong = process.env.LONG === '1';
const setups = isLong
  ? [
      { engine: sqlite, replicas: 1, seats: 100, orders: 400, kills: 7 },
      { engine: postgres, replicas: 3, seats: 100, orders: 2000, kills: 7 },
    ]
  : [
      { engine: sqlite, replicas: 1, seats: 20, orders: 80, kills: 2 },
      { engine: postgres, replicas: 2, seats: 20, orders: 160, kills: 2 },
    ];

interface Order {
  readonly requestId: string;
  readonly machine: number;
  readonly body: string;
}

/** A service that is restarted after each kill. */
interface Replica {
  running: Promise<ServiceProcess>;
}

describe.each(setups)(
  '$replicas on $engine.name',
  ({ engine, replicas: count, seats: seatCount, orders: orderCount, kills }) => {
    let service: BuiltService;
    let database: OwnDatabase;
    let replicas: readonly Replica[];
    beforeAll(async () => {
      service = installService();
      database = await engine.make();
      replicas = await startReplicas(service, engine, database, count);
    });
    afterAll(async () => {
      for (const { running } of replicas) expect(await (await running).end('SIGTERM')).toBe(0);
      service.dispose();
      await database.remove();
    });

    const storeAddress = () => (engine === postgres ? database.address : join(service.dataFolder, 'store.sqlite'));

    const withStore = async <Result>(use: (store: Store) => Promise<Result>): Promise<Result> => {
      const store = await openStore(storeAddress());
      try {
        return await use(store);
      } finally {
        await store.destroy();
      }
    };

    const sell = async (seats: number): Promise<string> => {
      const { pepper } = await openKeystore(join(service.dataFolder, 'products/orrery/keystore.json'), passphrase);
      const serialNumber = mintSerialNumber(randomBytes(12));
      const serial = { id: randomBytes(16).toString('base64url'), product: 'orrery', licenseType: 'pro', seats };
      const hidden = { digest: serialDigest(pepper, serialNumber), masked: maskSerialNumber(serialNumber) };
      await withStore((store) =>
        createWriter(store).write((context) => addSerial(context, { ...serial, ...hidden }, occasion)),
      );
      return serialNumber;
    };

    test(`${3 * seatCount} machines at once on ${seatCount} seats: exactly ${seatCount} get one`, async () => {
      const orders = await makeOrders(await sell(seatCount), 3 * seatCount, 3 * seatCount);
      const running = await Promise.all(replicas.map((replica) => replica.running));
      const answers = await Promise.all(
        orders.map(async (order, index) => {
          const response = await send(running[index % running.length], order);
          const text = await response.text();
          return response.status === 201 ? 'issued' : (JSON.parse(text) as { code: string }).code;
        }),
      );
      const issued = answers.filter((answer) => answer === 'issued');
      expect(issued).toHaveLength(seatCount);
      expect(new Set(answers)).toEqual(new Set(['issued', 'seats-exhausted']));
      await withStore(async (store) => {
        const seats = await store.selectFrom('seats').select('number').where('serial_id', 'is not', null).execute();
        expect(seats.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
          Array.from({ length: seatCount }, (_, index) => index + 1),
        );
        expect(await findAuditBreak(store)).toBeNull();
      });
    });

    test('killed at random: nothing acknowledged is lost, nothing is doubled', async () => {
      const machines = Math.round(orderCount * 0.6);
      const orders = await makeOrders(await sell(machines), orderCount, machines);
      const acknowledged = new Map<string, string>();
      const cut = await orderWhileKilling(orders, acknowledged);
      // Otherwise no kill interrupted an order.
      expect(cut).toBeGreaterThan(0);
      await checkStore(orders, acknowledged, machines);

      const [first] = await Promise.all(replicas.map(({ running }) => running));
      await twentyAtATime(orders, async (order) => {
        const response = await send(first, order);
        expect([response.status, await response.text()]).toEqual([200, acknowledged.get(order.requestId)]);
      });
      await checkStore(orders, acknowledged, machines);
    });

    /**
     * Keeps twenty orders running. After each equal share of acknowledged orders, kills and restarts one service. Orders
     * without an answer are repeated, at any service.
     *
     * @returns how many answers were lost
     */
    async function orderWhileKilling(orders: readonly Order[], acknowledged: Map<string, string>): Promise<number> {
      let cut = 0;
      const share = orderCount / (kills + 1);
      let nextKill = share;
      await twentyAtATime(orders, async (order, again) => {
        const answer = await orderOnce(order, pick(replicas));
        if (answer === null) {
          cut += 1;
          again(order);
          return;
        }
        acknowledged.set(order.requestId, answer);
        if (acknowledged.size >= nextKill && acknowledged.size < orderCount) {
          nextKill += share;
          killAndRestart(pick(replicas));
        }
      });
      return cut;
    }

    function killAndRestart(replica: Replica): void {
      const { running } = replica;
      replica.running = running.then(async (before) => {
        await before.end('SIGKILL');
        return before.again();
      });
    }

    /** @returns the license file; null when the answer was lost */
    async function orderOnce(order: Order, replica: Replica): Promise<string | null> {
      try {
        const response = await send(await replica.running, order);
        const text = await response.text();
        expect([200, 201], text).toContain(response.status);
        return text;
      } catch (error) {
        if (error instanceof TypeError) return null;
        throw error;
      }
    }

    async function checkStore(orders: readonly Order[], acknowledged: ReadonlyMap<string, string>, machines: number) {
      const wanted = new Set(orders.map(({ requestId }) => requestId));
      await withStore(async (store) => {
        const all = await store.selectFrom('licenses').select(['request_id', 'file', 'seat_id']).execute();
        const licenses = all.filter(({ request_id }) => wanted.has(request_id));
        expect(new Map(licenses.map(({ request_id, file }) => [request_id, file]))).toEqual(new Map(acknowledged));
        expect(licenses).toHaveLength(orders.length);
        expect(new Set(licenses.map(({ seat_id }) => seat_id)).size).toBe(machines);
        const issued = await store.selectFrom('audit').select('entry').where('entry', 'like', '%"license-%').execute();
        expect(issued).toHaveLength(all.length);
        expect(await findAuditBreak(store)).toBeNull();
      });
    }
  },
);

/** Starts services with the same keys, each over its own data folder. */
async function startReplicas(
  service: BuiltService,
  engine: Engine,
  database: OwnDatabase,
  count: number,
): Promise<readonly Replica[]> {
  const environment = engine === postgres ? { DATABASE_URL: database.address } : {};
  const first = await service.start(environment);
  const others = Array.from({ length: count - 1 }, (_, index) => {
    const folder = `${service.dataFolder}-${index + 2}`;
    cpSync(service.dataFolder, folder, { recursive: true, filter: (path) => !path.includes('service.') });
    return service.start({ ...environment, KEYFERRY_DATA: folder });
  });
  return [Promise.resolve(first), ...others].map((running) => ({ running }));
}

async function makeOrders(serialNumber: string, count: number, machineCount: number): Promise<Order[]> {
  const machines = Array.from({ length: machineCount }, () => machineWith(randomBytes(8).toString('hex')));
  const orders: Order[] = [];
  for (let index = 0; index < count; index += 1) {
    const machine = index % machineCount;
    const requestId = randomBytes(16).toString('base64url');
    const request = await requestOf(machines[machine] ?? machineWith('none'), { requestId });
    orders.push({ requestId, machine, body: JSON.stringify({ request, licenseType: 'pro', serialNumber }) });
  }
  return orders;
}

function send(service: ServiceProcess | undefined, { body }: Order): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${service?.address}/api/v1/activations`, { method: 'POST', headers, body });
}

async function twentyAtATime(
  orders: readonly Order[],
  act: (order: Order, again: (order: Order) => void) => Promise<void>,
): Promise<void> {
  const open = [...orders];
  const worker = async () => {
    for (let order = open.shift(); order !== undefined; order = open.shift()) {
      await act(order, (lost) => open.push(lost));
    }
  };
  await Promise.all(Array.from({ length: 20 }, worker));
}

function pick<Item>(items: readonly Item[]): Item {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}
