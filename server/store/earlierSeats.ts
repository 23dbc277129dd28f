import { sql } from 'kysely';
import { areSameBindings, type Binding, type BindingComponent } from '../../src/documents/bindings.ts';
import type { TakenSeat } from '../../src/issue/matchSeat.ts';
import { anyDigestKey, isDigestKey, type OrderingMachine } from './machines/machineKeys.ts';
import type { Pool } from './seats.ts';
import type { Store, StoreTransaction } from './tables.ts';

/** A seat that may belong to a machine. */
export interface EarlierSeat extends TakenSeat {
  /** Hardware sets of the seat and the licenses they are listed under, as far as they were read. */
  readonly listings: readonly ListedHardware[];
}

interface ListedHardware {
  readonly licenseId: string;
  readonly bindings: readonly Binding[];
}

/** A license of a seat, and the seat's newest license, which lists the seat's current hardware. */
interface SeatLicense {
  readonly license_id: string;
  readonly newest_id: string | null;
  readonly seat_id: string;
  readonly taken_at: string;
  /** Installation key of the newest license; only of the installation's own seat. */
  readonly newest_key?: string;
}

/** Most licenses to compare with a machine's hardware. */
export const MAX_SIMILAR_LICENSES = 100;

/**
 * Finds the seats of a pool that may belong to a machine: the seat of its installation key or code and the seats that share
 * most bindings with it. `decideIssue` determines whether they are the same machine. The number is limited because anyone can
 * lengthen a machine's list by ordering again, and the store is locked during the search.
 *
 * @returns the installation's seat first, then by number of shared bindings, newest first among equals
 */
export async function findEarlierSeats(
  transaction: StoreTransaction,
  pool: Pool,
  machine: OrderingMachine,
): Promise<EarlierSeat[]> {
  const own = await ownSeat(transaction, pool, machine);
  const isOtherDigest = own.some(({ newest_key: key = '' }) => hasOtherDigest(machine, key));
  const similar = await mostSimilar(transaction, pool.name, machine.bindings);
  const rows = [...own, ...similar];
  const bindings = await readBindings(
    transaction,
    rows.flatMap(({ license_id, newest_id }) => [license_id, newest_id ?? license_id]),
  );
  const seatIds = new Set(rows.map(({ seat_id }) => seat_id));
  return [...seatIds].map((seatId) =>
    seatOf(
      rows.filter(({ seat_id }) => seat_id === seatId),
      own.some(({ seat_id }) => seat_id === seatId) ? { seatId, isOwn: true, isOtherDigest } : { seatId, isOwn: false },
      bindings,
    ),
  );
}

function seatOf(
  rows: readonly SeatLicense[],
  seat: Pick<EarlierSeat, 'seatId' | 'isOwn' | 'isOtherDigest'>,
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

/** @param newestKey of the seat's newest license */
function hasOtherDigest({ installationKey, digestKey }: OrderingMachine, newestKey: string): boolean {
  // A code whose digest is that of listed hardware comes with its key.
  return isDigestKey(newestKey) ? newestKey !== digestKey : isDigestKey(installationKey);
}

async function ownSeat(
  transaction: StoreTransaction,
  { name: pool, serial }: Pool,
  machine: OrderingMachine,
): Promise<SeatLicense[]> {
  // Where nothing is limited, a computer ID that somebody made up must not move the seat of its machine.
  const isLimited = serial !== null;
  const { installationKey, digestKey } = machine;
  const own = await transaction
    .selectFrom('seat_keys')
    .innerJoin('seats', 'seats.id', 'seat_keys.seat_id')
    .innerJoin('licenses', 'licenses.seat_id', 'seats.id')
    .select(['licenses.id as license_id', 'licenses.id as newest_id', 'seats.id as seat_id', 'seats.taken_at'])
    .select('licenses.installation_key as newest_key')
    .where('seat_keys.pool', '=', pool)
    .where('seat_keys.installation_key', 'in', [installationKey, digestKey])
    .orderBy(sql`case when seat_keys.installation_key = ${installationKey} then 0 else 1 end`)
    .orderBy('licenses.ordinal', 'desc')
    .limit(1)
    .execute();
  return own.length > 0 || !isLimited ? own : seatOfComputer(transaction, pool, machine);
}

/**
 * Finds the seat of a machine whose digest has changed, because its hardware has: its computer ID has not. Where both sides
 * came by file, their keys tell.
 */
function seatOfComputer(
  transaction: StoreTransaction,
  pool: string,
  { machineId, installationKey }: OrderingMachine,
): Promise<SeatLicense[]> {
  const newest = (column: 'id' | 'installation_key') => sql<string>`(select ${sql.ref(`newest.${column}`)}
    from licenses as newest where newest.seat_id = seats.id order by newest.ordinal desc limit 1)`;
  return transaction
    .selectFrom('licenses')
    .innerJoin('seats', 'seats.id', 'licenses.seat_id')
    .select([newest('id').as('license_id'), newest('id').as('newest_id'), 'seats.id as seat_id', 'seats.taken_at'])
    .select(newest('installation_key').as('newest_key'))
    .where('licenses.machine', '=', machineId)
    .where('seats.pool', '=', pool)
    .where((row) =>
      isDigestKey(installationKey) ? row.lit(true) : row('licenses.installation_key', 'like', anyDigestKey),
    )
    .orderBy('licenses.issued_at', 'desc')
    .limit(1)
    .execute();
}

function mostSimilar(
  transaction: StoreTransaction,
  pool: string,
  bindings: readonly Binding[],
): Promise<SeatLicense[]> {
  const values = bindings.map(({ value }) => value);
  return transaction
    .selectFrom((outer) =>
      outer
        .selectFrom((from) =>
          from
            .selectFrom('license_bindings')
            .select(({ fn }) => ['license_id', fn.countAll<number | string>().as('shared')])
            .where('value', 'in', values.length > 0 ? values : [''])
            .groupBy('license_id')
            .as('similar'),
        )
        .innerJoin('licenses', 'licenses.id', 'similar.license_id')
        .innerJoin('seats', 'seats.id', 'licenses.seat_id')
        .select(['licenses.id as license_id', 'seats.id as seat_id', 'seats.taken_at', 'similar.shared'])
        .select(['licenses.issued_at'])
        .where('seats.pool', '=', pool)
        .orderBy('similar.shared', 'desc')
        .orderBy('licenses.issued_at', 'desc')
        .orderBy('licenses.id')
        .limit(MAX_SIMILAR_LICENSES)
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

/** @returns id of the seat's license that lists exactly this hardware, or null */
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

/** @returns bindings by license id; licenses that list none are absent */
export async function readBindings(
  transaction: Store | StoreTransaction,
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
    // Only this program writes the column, from typed bindings.
    const binding = { component: component as BindingComponent, value };
    found.set(license_id, [...(found.get(license_id) ?? []), binding]);
  }
  return found;
}
