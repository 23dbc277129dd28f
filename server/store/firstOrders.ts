import { sql } from 'kysely';
import { bindingRows, licenseRow, type NewLicense } from './licenses.ts';
import { countSeatsTaken, type NewSeat, type Pool, poolFor, type SeatWanted, seatRow } from './seats.ts';
import type { SerialTable, StoreTransaction } from './tables.ts';

/**
 * Most orders come from machines that the store has never met. A group of them asks for that once, and is added with one
 * statement a table; whoever was met, or may be, is looked up one by one (see `seating.ts`).
 */
export interface FirstOrders {
  /** Whether nothing in the store has this order's request id, installation key in its pool, or any of its hardware. */
  isFirstOrder(wanted: Wanted): boolean;
  serial(wanted: Wanted): SerialTable | undefined;
  pool(wanted: Wanted): Pool;
  /** Newcomers that were added before count. */
  seatsTaken(transaction: StoreTransaction, pool: Pool): Promise<number>;
  add(firstOrder: FirstOrder): void;
  /** Call it when an order was looked up by itself: nobody after it who resembles it is a newcomer. */
  remember(wanted: Wanted): void;
  /** Writes those who were added; before anything is looked up, and at the end. */
  write(transaction: StoreTransaction): Promise<void>;
}

/** An order, as far as the store tells one from another. */
export interface Wanted extends SeatWanted {
  readonly request: { readonly requestId: string; readonly product: string };
}

export interface FirstOrder {
  readonly pool: Pool;
  readonly seat: NewSeat;
  readonly license: NewLicense;
}

export async function prefetch(transaction: StoreTransaction, orders: readonly Wanted[]): Promise<FirstOrders> {
  const serials = await findSerials(transaction, orders);
  const serial = ({ serialDigest }: Wanted) => (serialDigest === null ? undefined : serials.get(serialDigest));
  const pool = (wanted: Wanted) => poolFor(wanted, serial(wanted));
  const pools = [...new Set(orders.map((wanted) => pool(wanted).name))];
  const { taken, met } = await lookUp(transaction, orders, pools);
  const added: FirstOrder[] = [];

  return {
    isFirstOrder: (wanted) => !identityKeysOf(wanted).some((mark) => met.has(mark)),
    serial,
    pool,
    seatsTaken: async (current, { name }) => taken.get(name) ?? countSeatsTaken(current, name),
    add(firstOrder) {
      added.push(firstOrder);
      taken.set(firstOrder.pool.name, firstOrder.seat.taken + 1);
    },
    remember(wanted) {
      for (const mark of identityKeysOf(wanted)) met.add(mark);
      // What it has done to its pool is not known here.
      taken.delete(pool(wanted).name);
    },
    write: (current) => addAll(current, added.splice(0)),
  };
}

/** Everything by which an order may be known; of lengths that differ, so that no mark is taken for another. */
function identityKeysOf({ request, machine }: Wanted): string[] {
  return [request.requestId, machine.installationKey, ...machine.bindings.map(({ value }) => value)];
}

async function findSerials(transaction: StoreTransaction, orders: readonly Wanted[]) {
  const digests = [...new Set(orders.map(({ serialDigest }) => serialDigest ?? ''))];
  const rows = await transaction.selectFrom('serials').selectAll().where('digest', 'in', digests).execute();
  return new Map(rows.map((row) => [row.digest, row]));
}

/** In one question, because the way to the database takes longer than its answer. */
async function lookUp(transaction: StoreTransaction, orders: readonly Wanted[], pools: readonly string[]) {
  const none = sql<number | null>`cast(null as integer)`.as('taken');
  const requestIds = orders.map(({ request }) => request.requestId);
  const keys = orders.map(({ machine }) => machine.installationKey);
  const values = orders.flatMap(({ machine }) => machine.bindings.map(({ value }) => value));
  const rows = await transaction
    .selectFrom('licenses')
    .select(['request_id as mark', none])
    .where('request_id', 'in', requestIds)
    .unionAll((also) =>
      also
        .selectFrom('seat_keys')
        .select(['installation_key as mark', none])
        .where('pool', 'in', pools)
        .where('installation_key', 'in', keys),
    )
    .unionAll((also) =>
      also
        .selectFrom('license_bindings')
        .select(['value as mark', none])
        .distinct()
        .where('value', 'in', values.length > 0 ? values : ['']),
    )
    .unionAll(pools.map((pool) => countTaken(transaction, pool)))
    .execute();
  const met = new Set<string>();
  const counted = new Map<string, number>();
  for (const { mark, taken } of rows) {
    if (taken === null) met.add(mark);
    else counted.set(mark, taken);
  }
  return { met, taken: counted };
}

/**
 * A row with a number, as marks have none. An index finds the highest of one pool at once; for all pools together it would
 * be read as a whole.
 */
function countTaken(transaction: StoreTransaction, pool: string) {
  return transaction.selectNoFrom(({ selectFrom }) => [
    sql<string>`cast(${pool} as text)`.as('mark'),
    selectFrom('seats')
      .select(({ fn }) => fn.coalesce(fn.max('number'), sql<number>`0`).as('highest'))
      .where('pool', '=', pool)
      .as('taken'),
  ]);
}

async function addAll(transaction: StoreTransaction, firstOrders: readonly FirstOrder[]): Promise<void> {
  if (firstOrders.length === 0) return;
  const seats = firstOrders.map(({ pool, seat }) => seatRow(pool, seat));
  const keys = firstOrders.map(({ pool, seat, license }) => ({
    pool: pool.name,
    installation_key: license.installationKey,
    seat_id: seat.id,
  }));
  const bindings = firstOrders.flatMap(({ license }) => bindingRows(license));
  await transaction.insertInto('seats').values(seats).execute();
  await transaction.insertInto('seat_keys').values(keys).execute();
  await transaction
    .insertInto('licenses')
    .values(firstOrders.map(({ license }) => licenseRow(license)))
    .execute();
  if (bindings.length > 0) await transaction.insertInto('license_bindings').values(bindings).execute();
}
