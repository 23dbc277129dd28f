import type { Insertable } from 'kysely';
import type { Binding } from '../../src/documents/bindings.ts';
import type { SeatTable, SerialTable, Store, StoreTransaction } from './tables.ts';

/** What seats are counted against. */
export interface Pool {
  readonly name: string;
  /** Absent where the license type needs no serial number, and seats are not limited. */
  readonly serial: { readonly id: string; readonly seats: number } | null;
}

/** A machine, as far as the store tells one from another. */
export interface Machine {
  /** Raw Ed25519 public key, base64url. */
  readonly installationKey: string;
  readonly bindings: readonly Binding[];
}

export function serialPool(serial: { readonly id: string; readonly seats: number }): Pool {
  return { name: serial.id, serial: { id: serial.id, seats: serial.seats } };
}

export function typePool(product: string, licenseType: string): Pool {
  // A colon, which no id of a serial number has.
  return { name: `type:${product}/${licenseType}`, serial: null };
}

/** Who asks for which seats. */
export interface SeatWanted {
  readonly request: { readonly product: string };
  readonly machine: Machine;
  readonly licenseType: string;
  /** Null when the license type needs no serial number, or none was sent. */
  readonly serialDigest: string | null;
}

/** @param serial the serial number that was sent, where the store knows it */
export function poolFor(wanted: SeatWanted, serial: Pick<SerialTable, 'id' | 'seats'> | undefined): Pool {
  return serial === undefined ? typePool(wanted.request.product, wanted.licenseType) : serialPool(serial);
}

/** Numbers of a pool are dense, so that this takes as long for a million seats as for one. */
export async function countSeatsTaken(store: Store | StoreTransaction, pool: string): Promise<number> {
  const { highest } = await store
    .selectFrom('seats')
    .select(({ fn }) => fn.max('number').as('highest'))
    .where('pool', '=', pool)
    .executeTakeFirstOrThrow();
  return highest ?? 0;
}

/** The next seat of a pool. */
export interface NewSeat {
  readonly id: string;
  /** How many are taken already. */
  readonly taken: number;
  /** Instant, ISO 8601 in UTC. */
  readonly at: string;
}

/** Takes the next seat of a pool. The database refuses a number beyond what was sold. */
export async function takeSeat(transaction: StoreTransaction, pool: Pool, seat: NewSeat): Promise<void> {
  await transaction.insertInto('seats').values(seatRow(pool, seat)).execute();
}

export function seatRow(pool: Pool, seat: NewSeat): Insertable<SeatTable> {
  return {
    id: seat.id,
    pool: pool.name,
    serial_id: pool.serial?.id ?? null,
    sold: pool.serial?.seats ?? null,
    number: seat.taken + 1,
    taken_at: seat.at,
  };
}

/**
 * Takes a seat out of its pool, so that another machine can have one. The pool's last seat takes its number, which keeps
 * the numbers dense. Licenses go on pointing at the seat: that is the history.
 *
 * @param at instant, ISO 8601 in UTC
 * @returns the pool that it left; null when it had been released before, or there is no such seat
 */
export async function releaseSeat(
  transaction: StoreTransaction,
  seatId: string,
  { at, reason }: { readonly at: string; readonly reason: 'returned' | 'released' },
): Promise<string | null> {
  const seat = await transaction
    .selectFrom('seats')
    .select(['pool', 'number', 'released_at'])
    .where('id', '=', seatId)
    .executeTakeFirst();
  if (seat === undefined || seat.released_at !== null) return null;
  const last = await countSeatsTaken(transaction, seat.pool);
  await transaction.deleteFrom('seat_keys').where('seat_id', '=', seatId).execute();
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

/**
 * Remembers that an installation, which had no seat of this pool, sits on one. A second seat of the pool would violate
 * the key of this table.
 */
export async function seatInstallation(
  transaction: StoreTransaction,
  pool: string,
  installationKey: string,
  seatId: string,
): Promise<void> {
  await transaction
    .insertInto('seat_keys')
    .values({ pool, installation_key: installationKey, seat_id: seatId })
    .execute();
}
