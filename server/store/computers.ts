import { sql } from 'kysely';
import type { Computer } from '../../src/contract/calls/computers.ts';
import type { Part } from './activationRows.ts';
import type { Store, StoreTransaction } from './tables.ts';

/** A computer with the number of its seat, by which the list is sorted. */
export type ComputerRow = Computer & { readonly number: number };

/** Lists the computers that use a serial number, by number of the seat. */
export async function computersOf(
  store: Store,
  serialId: string,
  { after, limit }: Part<number>,
): Promise<ComputerRow[]> {
  const { rows } = await sql<ComputerRow>`
    select s.id as "id", s.number as "number", s.taken_at as "since", l.machine as "machine",
      l.issued_at as "lastIssuedAt", l.license_type as "licenseType", l.stop_date as "stopDate"
    from (select seats.*, (select licenses.id from licenses where licenses.seat_id = seats.id
        order by licenses.ordinal desc limit 1) as newest
      from seats where seats.pool = ${serialId} and seats.number > ${after ?? 0}
      order by seats.number limit ${limit}) as s
    join licenses as l on l.id = s.newest
    order by s.number`.execute(store);
  return rows;
}

/** The newest license of a seat that a serial number has or had. */
export interface OwnedSeat {
  readonly licenseId: string;
  readonly installationKey: string;
  /** Computer ID. */
  readonly machine: string;
  /** Text of the license, followed by the keyset if it was issued with one. */
  readonly file: string;
  readonly releasedAt: string | null;
}

/** @returns undefined when the seat was never one of the serial number's */
export async function findOwnedSeat(
  store: Store | StoreTransaction,
  serialId: string,
  seatId: string,
): Promise<OwnedSeat | undefined> {
  return store
    .selectFrom('seats')
    .innerJoin('licenses', 'licenses.seat_id', 'seats.id')
    .select(['licenses.id as licenseId', 'installation_key as installationKey', 'file', 'released_at as releasedAt'])
    .select('licenses.machine')
    .where('seats.id', '=', seatId)
    .where((row) => row.or([row('seats.pool', '=', serialId), row('seats.left_pool', '=', serialId)]))
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** @returns instants at which customers removed computers from a serial number */
export async function findRemovals(
  store: Store | StoreTransaction,
  serialId: string,
  since: string,
): Promise<string[]> {
  const rows = await store
    .selectFrom('seats')
    .innerJoin('seat_changes', 'seat_changes.seat_id', 'seats.id')
    .select('at')
    .where('left_pool', '=', serialId)
    .where('kind', '=', 'released')
    .where('at', '>', since)
    .execute();
  return rows.map(({ at }) => at);
}
