import { insertTogether, statement } from './dialect/statement.ts';
import { bindingRows, insertBindings, insertLicenses, licenseRow, type NewLicense } from './licenses.ts';
import {
  countSeatsTaken,
  insertKeys,
  insertSeats,
  type NewSeat,
  type Pool,
  poolFor,
  type SeatWanted,
  seatRow,
  typePool,
} from './seats.ts';
import { noteActivation, saveActivations, serialColumns } from './serials.ts';
import type { SerialTable, StoreTransaction } from './tables.ts';
import type { WriteContext } from './writer.ts';

/**
 * The first orders of machines that the store does not know, which most orders are. A batch checks this with one query
 * and inserts all of its first orders with one statement per table. All other orders are processed one by one (see
 * `seating.ts`).
 */
export interface FirstOrders {
  /**
   * Whether the store has neither the request id, nor the installation key in the pool, nor a license with the computer ID, nor any of the hardware. Never for a
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
  const { serials, known, taken } = await lookUp(transaction, orders);
  const serial = ({ serialDigest }: IdentifiedOrder) => (serialDigest === null ? undefined : serials.get(serialDigest));
  const pool = (order: IdentifiedOrder) => poolFor(order, serial(order));
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
      await saveActivations(context.transaction, activated.splice(0));
    },
  };
}

/** All identifiers of an order; their lengths differ, so they cannot collide. */
function identityKeysOf({ request, machine }: IdentifiedOrder): string[] {
  return [request.requestId, machine.installationKey, machine.machineId, ...machine.bindings.map(({ value }) => value)];
}

/** What the store has of the orders of a batch. */
interface Found {
  readonly what: 'serial' | 'pool' | 'identity';
  readonly key: string;
  /** Seats taken in a pool. */
  readonly taken: number | null;
  /** Row of a serial number, as JSON. */
  readonly serial: string | null;
}

const orderColumns = ['request', 'installation', 'machine', 'digest', 'pool'];

/**
 * One query, because the round trip takes longer than the search. Each value is looked up by a subquery of its own: whatever
 * the database assumes about its tables, that is one step into an index.
 */
const findAll = statement<Found>(
  ({ texts, records, json }) => `
    select 'serial' as what, d.value as key, null as taken,
        (select ${json('s', serialColumns)} from serials as s where s.digest = d.value) as serial
      from ${texts(1, 'd')}
    union all select 'pool', p.pool, (select coalesce(max(number), 0) from seats where seats.pool = p.pool), null
      from (select value as pool from ${texts(2, 't')}
        union all select (select id from serials where digest = d.value) from ${texts(1, 'd')}) as p
      where p.pool is not null
    union all select 'identity', o.request, null, null from ${records(3, 'o', orderColumns)}
      where (select true from licenses where request_id = o.request)
    union all select 'identity', o.installation, null, null from ${records(3, 'o', orderColumns)}
      where (select true from seat_keys where installation_key = o.installation
        and pool = coalesce((select id from serials where digest = o.digest), o.pool))
    union all select 'identity', o.machine, null, null from ${records(3, 'o', orderColumns)}
      where (select true from licenses where licenses.machine = o.machine limit 1)
    union all select 'identity', b.value, null, null from ${texts(4, 'b')}
      where (select true from license_bindings where license_bindings.value = b.value limit 1)`,
);

async function lookUp(transaction: StoreTransaction, orders: readonly IdentifiedOrder[]) {
  const typePoolOf = ({ request, licenseType }: IdentifiedOrder) => typePool(request.product, licenseType).name;
  const rows = await findAll(
    transaction,
    [...new Set(orders.flatMap(({ serialDigest }) => serialDigest ?? []))],
    // Also where there is a serial number, which may be unknown: refusals take as long as answers.
    [...new Set(orders.map(typePoolOf))],
    orders.map((order) => ({
      request: order.request.requestId,
      installation: order.machine.installationKey,
      machine: order.machine.machineId,
      digest: order.serialDigest,
      pool: typePoolOf(order),
    })),
    [...new Set(orders.flatMap(({ machine }) => machine.bindings.map(({ value }) => value)))],
  );
  const serials = new Map<string, SerialTable>();
  const known = new Set<string>();
  const taken = new Map<string, number>();
  for (const { what, key, ...row } of rows) {
    if (what === 'identity') known.add(key);
    if (row.taken !== null) taken.set(key, row.taken);
    if (row.serial !== null) serials.set(key, JSON.parse(row.serial) as SerialTable);
  }
  return { serials, known, taken };
}

const insertFirstOrders = insertTogether(insertSeats, insertKeys, insertLicenses, insertBindings);

async function addAll({ transaction, nameHolder }: WriteContext, firstOrders: readonly FirstOrder[]): Promise<void> {
  if (firstOrders.length === 0) return;
  const licenses = firstOrders.map(({ license }) => license);
  await insertFirstOrders(
    transaction,
    firstOrders.map(({ pool, seat }) => seatRow(pool, seat)),
    firstOrders.map(({ pool, seat, license }) => ({
      pool: pool.name,
      installation_key: license.installationKey,
      seat_id: seat.id,
    })),
    licenses.map(licenseRow),
    licenses.flatMap(bindingRows),
  );
  for (const { holder } of licenses) nameHolder(holder);
}
