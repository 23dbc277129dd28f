import { sql } from 'kysely';
import { bindingRows, licenseRow, type NewLicense } from './licenses.ts';
import { countSeatsTaken, type NewSeat, type Pool, poolFor, type SeatWanted, seatRow } from './seats.ts';
import { noteActivation, saveTerms } from './serials.ts';
import type { SerialTable, StoreTransaction } from './tables.ts';
import type { WriteContext } from './writer.ts';

/**
 * The first orders of machines that the store does not know, which most orders are. A batch checks this with one query
 * and inserts all of its first orders with one statement per table. All other orders are processed one by one (see
 * `seating.ts`).
 */
export interface FirstOrders {
  /**
   * Whether the store has neither the request id, nor the installation key in the pool, nor any of the hardware. Never for a
   * trial, which a machine may have had on a seat that was returned.
   */
  isFirstOrder(order: IdentifiedOrder): boolean;
  serial(order: IdentifiedOrder): SerialTable | undefined;
  pool(order: IdentifiedOrder): Pool;
  /** Seats taken in the pool, including those of first orders added but not yet written. */
  seatsTaken(transaction: StoreTransaction, pool: Pool): Promise<number>;
  add(firstOrder: FirstOrder): void;
  /** Marks an order's identity keys as known, so that a later order with any of them is not a first order. */
  remember(order: IdentifiedOrder): void;
  /** Writes the added orders. Call it before any single lookup and at the end of the batch. */
  write(context: WriteContext): Promise<void>;
}

/** The parts of an order that identify it in the store. */
export interface IdentifiedOrder extends SeatWanted {
  readonly request: { readonly requestId: string; readonly product: string };
}

export interface FirstOrder {
  /** The serial number's row from {@link FirstOrders.serial}. */
  readonly serial: SerialTable | undefined;
  /** Instant at which its days end the serial number; null: they do not. */
  readonly serialEnd: string | null;
  readonly pool: Pool;
  readonly seat: NewSeat;
  readonly license: NewLicense;
}

/** Reads what a batch of orders needs to know: serial numbers, seats taken, and which identity keys are known. */
export async function prefetch(
  transaction: StoreTransaction,
  orders: readonly IdentifiedOrder[],
): Promise<FirstOrders> {
  const serials = await findSerials(transaction, orders);
  const serial = ({ serialDigest }: IdentifiedOrder) => (serialDigest === null ? undefined : serials.get(serialDigest));
  const pool = (order: IdentifiedOrder) => poolFor(order, serial(order));
  const pools = [...new Set(orders.map((order) => pool(order).name))];
  const { taken, known } = await lookUp(transaction, orders, pools);
  const added: FirstOrder[] = [];
  const activated: SerialTable[] = [];

  return {
    isFirstOrder: (order) => !order.isTrial && !identityKeysOf(order).some((key) => known.has(key)),
    serial,
    pool,
    seatsTaken: async (current, { name }) => taken.get(name) ?? countSeatsTaken(current, name),
    add(firstOrder) {
      added.push(firstOrder);
      const { serial: ordered, serialEnd, license } = firstOrder;
      if (ordered && noteActivation(ordered, license.issuedAt, serialEnd)) activated.push(ordered);
      taken.set(firstOrder.pool.name, firstOrder.seat.taken + 1);
    },
    remember(order) {
      for (const key of identityKeysOf(order)) known.add(key);
      // Whether the order took a seat is not known here.
      taken.delete(pool(order).name);
    },
    async write(context) {
      await addAll(context, added.splice(0));
      await saveTerms(context.transaction, activated.splice(0));
    },
  };
}

/** All identifiers of an order; their lengths differ, so they cannot collide. */
function identityKeysOf({ request, machine }: IdentifiedOrder): string[] {
  return [request.requestId, machine.installationKey, ...machine.bindings.map(({ value }) => value)];
}

async function findSerials(transaction: StoreTransaction, orders: readonly IdentifiedOrder[]) {
  const digests = [...new Set(orders.map(({ serialDigest }) => serialDigest ?? ''))];
  const rows = await transaction.selectFrom('serials').selectAll().where('digest', 'in', digests).execute();
  return new Map(rows.map((row) => [row.digest, row]));
}

/** One query, because the round trip takes longer than the search. */
async function lookUp(transaction: StoreTransaction, orders: readonly IdentifiedOrder[], pools: readonly string[]) {
  const none = sql<number | null>`cast(null as integer)`.as('taken');
  const requestIds = orders.map(({ request }) => request.requestId);
  const keys = orders.map(({ machine }) => machine.installationKey);
  const values = orders.flatMap(({ machine }) => machine.bindings.map(({ value }) => value));
  const rows = await transaction
    .selectFrom('licenses')
    .select(['request_id as key', none])
    .where('request_id', 'in', requestIds)
    .unionAll((also) =>
      also
        .selectFrom('seat_keys')
        .select(['installation_key as key', none])
        .where('pool', 'in', pools)
        .where('installation_key', 'in', keys),
    )
    .unionAll((also) =>
      also
        .selectFrom('license_bindings')
        .select(['value as key', none])
        .distinct()
        .where('value', 'in', values.length > 0 ? values : ['']),
    )
    .unionAll(pools.map((pool) => countTaken(transaction, pool)))
    .execute();
  const known = new Set<string>();
  const counted = new Map<string, number>();
  for (const { key, taken } of rows) {
    if (taken === null) known.add(key);
    else counted.set(key, taken);
  }
  return { known, taken: counted };
}

/**
 * A row with the pool's name and a number, where identity keys have null. One subquery per pool reads the highest number
 * from the index; one query for all pools would scan the whole index.
 */
function countTaken(transaction: StoreTransaction, pool: string) {
  return transaction.selectNoFrom(({ selectFrom }) => [
    sql<string>`cast(${pool} as text)`.as('key'),
    selectFrom('seats')
      .select(({ fn }) => fn.coalesce(fn.max('number'), sql<number>`0`).as('highest'))
      .where('pool', '=', pool)
      .as('taken'),
  ]);
}

async function addAll({ transaction, nameHolder }: WriteContext, firstOrders: readonly FirstOrder[]): Promise<void> {
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
  for (const { license } of firstOrders) nameHolder(license.holder);
  if (bindings.length > 0) await transaction.insertInto('license_bindings').values(bindings).execute();
}
