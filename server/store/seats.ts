import { insertion, statement } from './dialect/statement.ts';
import type { OrderingMachine } from './machines/machineKeys.ts';
import type { SeatTable, SerialTable, Store, StoreTransaction } from './tables.ts';

/** A set of seats that are counted together. */
export interface Pool {
  readonly name: string;
  /** Null when the license type needs no serial number; seats are then unlimited. */
  readonly serial: { readonly id: string; readonly seats: number } | null;
}

export function serialPool(serial: { readonly id: string; readonly seats: number }): Pool {
  return { name: serial.id, serial: { id: serial.id, seats: serial.seats } };
}

export function typePool(product: string, licenseType: string): Pool {
  // Serial number ids contain no colon.
  return { name: `type:${product}/${licenseType}`, serial: null };
}

/** The parts of an order that determine its pool and machine. */
export interface SeatWanted {
  readonly request: { readonly product: string };
  readonly machine: OrderingMachine;
  readonly licenseType: string;
  /** Null when the license type needs no serial number or none was sent. */
  readonly serialDigest: string | null;
  /** Whether the license type is a trial, of which each machine gets one. */
  readonly isTrial: boolean;
}

/** @param serial the order's serial number, if the store knows it */
export function poolFor(wanted: SeatWanted, serial: Pick<SerialTable, 'id' | 'seats'> | undefined): Pool {
  return serial === undefined ? typePool(wanted.request.product, wanted.licenseType) : serialPool(serial);
}

/** Counts by the highest number: numbers of a pool are dense, and an index finds it in constant time. */
export async function countSeatsTaken(store: Store | StoreTransaction, pool: string): Promise<number> {
  const { highest } = await store
    .selectFrom('seats')
    .select(({ fn }) => fn.max('number').as('highest'))
    .where('pool', '=', pool)
    .executeTakeFirstOrThrow();
  return highest ?? 0;
}

const findTaken = statement<{ readonly pool: string; readonly highest: number }>(
  ({ has }) => `select pool, max(number) as highest from seats where ${has('pool', 1)} group by pool`,
);

/** @returns by pool; pools without taken seats are absent */
export async function seatsTakenOf(
  transaction: StoreTransaction,
  pools: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await findTaken(transaction, pools);
  return new Map(rows.map(({ pool, highest }) => [pool, highest]));
}

export interface NewSeat {
  readonly id: string;
  /** Seats of the pool that are already taken. */
  readonly taken: number;
  /** Instant, ISO 8601 in UTC. */
  readonly at: string;
  /** Of a trial: instant at which the machine's first one began. */
  readonly trialSince?: string;
}

/** Takes the next seat of a pool. A database constraint rejects a number above the seats sold. */
export async function takeSeat(transaction: StoreTransaction, pool: Pool, seat: NewSeat): Promise<void> {
  await insertSeats(transaction, [seatRow(pool, seat)]);
}

export const insertSeats = insertion('seats', ['id', 'pool', 'serial_id', 'sold', 'number', 'taken_at', 'trial_since']);

export function seatRow(pool: Pool, seat: NewSeat) {
  return {
    id: seat.id,
    pool: pool.name,
    serial_id: pool.serial?.id ?? null,
    sold: pool.serial?.seats ?? null,
    number: seat.taken + 1,
    taken_at: seat.at,
    trial_since: seat.trialSince ?? null,
  };
}

/**
 * Removes a seat from its pool so that another machine can take one. The pool's last seat gets the free number, which
 * keeps the numbers dense. Licenses keep referring to the seat as its history.
 *
 * @param at instant, ISO 8601 in UTC
 * @returns the pool the seat left; null when the seat was already released or does not exist
 */
export async function releaseSeat(
  transaction: StoreTransaction,
  seatId: string,
  { at, reason }: { readonly at: string; readonly reason: NonNullable<SeatTable['release_reason']> },
): Promise<string | null> {
  const seat = await transaction
    .selectFrom('seats')
    .select(['pool', 'number', 'released_at'])
    .where('id', '=', seatId)
    .executeTakeFirst();
  if (seat === undefined || seat.released_at !== null) return null;
  const last = await countSeatsTaken(transaction, seat.pool);
  // Without the pool, which the key begins with, it would be searched in the whole table.
  await transaction.deleteFrom('seat_keys').where('pool', '=', seat.pool).where('seat_id', '=', seatId).execute();
  const left = { left_pool: seat.pool, released_at: at, release_reason: reason };
  await transaction
    .updateTable('seats')
    .set({ pool: `released:${seatId}`, serial_id: null, sold: null, number: 1, ...left })
    .where('id', '=', seatId)
    .execute();
  await transaction
    .updateTable('seats')
    .set({ number: seat.number })
    .where('pool', '=', seat.pool)
    .where('number', '=', last)
    .execute();
  return seat.pool;
}

/** Assigns a seat to an installation. The table's primary key rejects a second seat of the same pool. */
export async function seatInstallation(
  transaction: StoreTransaction,
  pool: string,
  installationKey: string,
  seatId: string,
): Promise<void> {
  await insertKeys(transaction, [{ pool, installation_key: installationKey, seat_id: seatId }]);
}

export const insertKeys = insertion('seat_keys', ['pool', 'installation_key', 'seat_id']);
