import { areSameBindings, type Binding, type BindingComponent } from '../../src/documents/bindings.ts';
import type { TakenSeat } from '../../src/issue/matchSeat.ts';
import type { Machine } from './seats.ts';
import type { StoreTransaction } from './tables.ts';

/** A seat that may be a machine's. */
export interface EarlierSeat extends TakenSeat {
  /** Where which hardware of it is listed, as far as it was looked up. */
  readonly listings: readonly Listing[];
}

interface Listing {
  readonly licenseId: string;
  readonly bindings: readonly Binding[];
}

/** One license of a seat, and the newest of that seat: what is listed under that one is the seat's hardware now. */
interface Row {
  readonly license_id: string;
  readonly newest_id: string | null;
  readonly seat_id: string;
  readonly taken_at: string;
}

/** More are never needed to know a machine by its hardware, however often it has asked. In licenses. */
export const MOST_ALIKE = 100;

/**
 * Finds the seats of a pool that may be a machine's: the one that its installation sits on, and those that share most
 * bindings with it. Whether they are the same machine's is for `issue` to decide. Their number is limited, because
 * anybody can make a machine's list longer by asking again, and the store is locked meanwhile.
 *
 * @returns that of the installation first, then the most alike, the newest first among equals
 */
export async function findEarlierSeats(
  transaction: StoreTransaction,
  pool: string,
  machine: Machine,
): Promise<EarlierSeat[]> {
  const own = await ownSeat(transaction, pool, machine.installationKey);
  const alike = await mostAlike(transaction, pool, machine.bindings);
  const rows = [...own, ...alike];
  const bindings = await readBindings(
    transaction,
    rows.flatMap(({ license_id, newest_id }) => [license_id, newest_id ?? license_id]),
  );
  const seatIds = new Set(rows.map(({ seat_id }) => seat_id));
  return [...seatIds].map((seatId) =>
    seatOf(
      rows.filter(({ seat_id }) => seat_id === seatId),
      { seatId, isOwn: own.some(({ seat_id }) => seat_id === seatId) },
      bindings,
    ),
  );
}

function seatOf(
  rows: readonly Row[],
  seat: Pick<EarlierSeat, 'seatId' | 'isOwn'>,
  bindings: ReadonlyMap<string, Binding[]>,
): EarlierSeat {
  const newest = rows[0]?.newest_id ?? '';
  const licenseIds = new Set([newest, ...rows.map(({ license_id }) => license_id)]);
  const listings = [...licenseIds].flatMap((licenseId) => {
    const listed = bindings.get(licenseId);
    return listed ? [{ licenseId, bindings: listed }] : [];
  });
  return {
    ...seat,
    hardware: bindings.get(newest) ?? [],
    earlierHardware: listings.filter(({ licenseId }) => licenseId !== newest).map((listing) => listing.bindings),
    initialActivationDate: rows[0]?.taken_at ?? '',
    listings,
  };
}

function ownSeat(transaction: StoreTransaction, pool: string, installationKey: string): Promise<Row[]> {
  return transaction
    .selectFrom('seat_keys')
    .innerJoin('seats', 'seats.id', 'seat_keys.seat_id')
    .innerJoin('licenses', 'licenses.seat_id', 'seats.id')
    .select(['licenses.id as license_id', 'licenses.id as newest_id', 'seats.id as seat_id', 'seats.taken_at'])
    .where('seat_keys.pool', '=', pool)
    .where('seat_keys.installation_key', '=', installationKey)
    .orderBy('licenses.ordinal', 'desc')
    .limit(1)
    .execute();
}

function mostAlike(transaction: StoreTransaction, pool: string, bindings: readonly Binding[]): Promise<Row[]> {
  const values = bindings.map(({ value }) => value);
  return transaction
    .selectFrom((few) =>
      few
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
        .select(['licenses.id as license_id', 'seats.id as seat_id', 'seats.taken_at', 'alike.shared'])
        .select(['licenses.issued_at'])
        .where('seats.pool', '=', pool)
        .orderBy('alike.shared', 'desc')
        .orderBy('licenses.issued_at', 'desc')
        .orderBy('licenses.id')
        .limit(MOST_ALIKE)
        .as('nearest'),
    )
    .select(['license_id', 'seat_id', 'taken_at'])
    .select((row) =>
      row
        .selectFrom('licenses')
        .select('licenses.id')
        .whereRef('licenses.seat_id', '=', 'nearest.seat_id')
        .orderBy('licenses.ordinal', 'desc')
        .limit(1)
        .as('newest_id'),
    )
    .orderBy('shared', 'desc')
    .orderBy('issued_at', 'desc')
    .orderBy('license_id')
    .execute();
}

/** @returns the license of a seat under which this very hardware is listed; null where it is not */
export async function findListing(
  transaction: StoreTransaction,
  seatId: string,
  bindings: readonly Binding[],
): Promise<string | null> {
  const licenses = await transaction
    .selectFrom('licenses')
    .innerJoin('license_bindings', 'license_bindings.license_id', 'licenses.id')
    .select('licenses.id')
    .distinct()
    .where('seat_id', '=', seatId)
    .execute();
  const listed = await readBindings(
    transaction,
    licenses.map(({ id }) => id),
  );
  return [...listed].find(([, one]) => areSameBindings(one, bindings))?.[0] ?? null;
}

/** @returns the bindings listed under each license that lists any */
export async function readBindings(
  transaction: StoreTransaction,
  licenseIds: readonly string[],
): Promise<Map<string, Binding[]>> {
  const found = new Map<string, Binding[]>();
  if (licenseIds.length === 0) return found;
  const rows = await transaction
    .selectFrom('license_bindings')
    .selectAll()
    .where('license_id', 'in', [...new Set(licenseIds)])
    .orderBy('component')
    .execute();
  for (const { license_id, component, value } of rows) {
    // Only `addLicense` writes here, from bindings that were typed.
    const binding = { component: component as BindingComponent, value };
    found.set(license_id, [...(found.get(license_id) ?? []), binding]);
  }
  return found;
}
