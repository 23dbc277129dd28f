import { decodeBase64Url } from '../../src/crypto/base64.ts';
import type { Binding, BindingComponent } from '../../src/documents/bindings.ts';
import type { EarlierActivation } from '../../src/issue/decideIssue.ts';
import type { Store, StoreTransaction } from './tables.ts';

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

/** An earlier license in the same pool that may be the same machine's. */
export interface EarlierLicense extends EarlierActivation {
  readonly seatId: string;
}

export function serialPool(serial: { readonly id: string; readonly seats: number }): Pool {
  return { name: serial.id, serial: { id: serial.id, seats: serial.seats } };
}

export function typePool(product: string, licenseType: string): Pool {
  // A colon, which no id of a serial number has.
  return { name: `type:${product}/${licenseType}`, serial: null };
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

/** More are never needed to know a machine by its hardware, however often it has asked. In licenses. */
const MOST_ALIKE = 100;

/**
 * Finds the licenses of a pool that may be a machine's: one with its installation key, and those that share most bindings
 * with it. Whether they are the same machine's is for `issue` to decide. Their number is limited, because anybody can
 * make a machine's list longer by asking again, and the store is locked meanwhile.
 *
 * @returns that of the installation first, then the most alike, the newest first among equals
 */
export async function findEarlierLicenses(
  transaction: StoreTransaction,
  pool: string,
  machine: Machine,
): Promise<EarlierLicense[]> {
  const own = await oneOfInstallation(transaction, pool, machine.installationKey);
  const alike = await mostAlike(transaction, pool, machine.bindings);
  const rows = [...own, ...alike.filter(({ id }) => id !== own[0]?.id)];
  const bindings = await readBindings(
    transaction,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    licenseId: row.id,
    installationKey: decodeBase64Url(row.installation_key) ?? new Uint8Array(),
    bindings: bindings.get(row.id) ?? [],
    initialActivationDate: row.taken_at,
    seatId: row.seat_id,
  }));
}

function oneOfInstallation(transaction: StoreTransaction, pool: string, installationKey: string) {
  return transaction
    .selectFrom('seat_keys')
    .innerJoin('seats', 'seats.id', 'seat_keys.seat_id')
    .innerJoin('licenses', 'licenses.seat_id', 'seats.id')
    .select(['licenses.id', 'licenses.installation_key', 'seats.id as seat_id', 'seats.taken_at'])
    .where('seat_keys.pool', '=', pool)
    .where('seat_keys.installation_key', '=', installationKey)
    .where('licenses.installation_key', '=', installationKey)
    .limit(1)
    .execute();
}

function mostAlike(transaction: StoreTransaction, pool: string, bindings: readonly Binding[]) {
  const values = bindings.map(({ value }) => value);
  return transaction
    .selectFrom((from) =>
      from
        .selectFrom('license_bindings')
        .select(({ fn }) => ['license_id', fn.countAll<number | string>().as('shared')])
        .where('value', 'in', values.length > 0 ? values : [''])
        .groupBy('license_id')
        .as('alike'),
    )
    .innerJoin('licenses', 'licenses.id', 'alike.license_id')
    .innerJoin('seats', 'seats.id', 'licenses.seat_id')
    .select(['licenses.id', 'licenses.installation_key', 'seats.id as seat_id', 'seats.taken_at'])
    .where('seats.pool', '=', pool)
    .orderBy('alike.shared', 'desc')
    .orderBy('licenses.issued_at', 'desc')
    .orderBy('licenses.id')
    .limit(MOST_ALIKE)
    .execute();
}

async function readBindings(
  transaction: StoreTransaction,
  licenseIds: readonly string[],
): Promise<Map<string, Binding[]>> {
  const found = new Map<string, Binding[]>();
  if (licenseIds.length === 0) return found;
  const rows = await transaction
    .selectFrom('license_bindings')
    .selectAll()
    .where('license_id', 'in', licenseIds)
    .orderBy('component')
    .execute();
  for (const { license_id, component, value } of rows) {
    // Only `addLicense` writes here, from bindings that were typed.
    const binding = { component: component as BindingComponent, value };
    found.set(license_id, [...(found.get(license_id) ?? []), binding]);
  }
  return found;
}

/**
 * Takes the next seat of a pool. The database refuses a number beyond what was sold.
 *
 * @param taken how many seats are taken already
 */
export async function takeSeat(
  transaction: StoreTransaction,
  pool: Pool,
  seat: { readonly id: string; readonly taken: number; readonly at: string },
): Promise<void> {
  await transaction
    .insertInto('seats')
    .values({
      id: seat.id,
      pool: pool.name,
      serial_id: pool.serial?.id ?? null,
      sold: pool.serial?.seats ?? null,
      number: seat.taken + 1,
      taken_at: seat.at,
    })
    .execute();
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
