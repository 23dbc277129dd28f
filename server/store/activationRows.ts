import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Activation, ActivationState } from '../../src/contract/admin/activations.ts';
import type { Store, StoreTransaction } from './tables.ts';

/** An activation as a list shows it: one license handed out, and what became of its seat. */
export type ActivationRow = Activation;

export interface ActivationFilter {
  readonly licenseType?: string | undefined;
  readonly state?: ActivationState | undefined;
}

/** A part of a list: how many at most, and the last one before them; null at the beginning. */
export interface Part<Place> {
  readonly after: Place | null;
  readonly limit: number;
}

/** Where a license stands in the lists. */
export interface LicensePosition {
  readonly id: string;
  readonly issued_at: string;
  readonly holder_folded: string;
}

export type IssuedPosition = Pick<LicensePosition, 'id' | 'issued_at'>;
type Condition = RawBuilder<SqlBool>;

/** Conditions for which there is an index in the order of a list, newest first. */
export const licensesOf = {
  everything: sql<SqlBool>`1 = 1`,
  /** Of a license, or of the request that it answers. */
  id: (id: string): Condition => sql`(licenses.id = ${id} or licenses.request_id = ${id})`,
  type: (licenseType: string): Condition => sql`licenses.license_type = ${licenseType}`,
  machine: (name: string): Condition => sql`licenses.machine = ${name}`,
  installation: (name: string, key: string): Condition =>
    sql`licenses.machine = ${name} and licenses.installation_key = ${key}`,
  phrase: (phrase: string): Condition => sql`licenses.check_phrase = ${phrase}`,
  serial: (id: string): Condition => sql`licenses.serial_id = ${id}`,
  seat: (id: string): Condition => sql`licenses.seat_id = ${id}`,
} as const;

/** @returns ids, the newest first */
export async function newestLicenses(
  store: Store,
  condition: Condition,
  filter: ActivationFilter,
  part: Part<IssuedPosition>,
): Promise<string[]> {
  return (await newestPlaces(store, condition, filter, part)).map(({ id }) => id);
}

/**
 * The same of everything that serial numbers masked alike have yielded, of which there are seldom two.
 *
 * @param masked `*****-*****-*****-XXXXX`
 */
export async function licensesOfMasked(
  store: Store,
  masked: string,
  filter: ActivationFilter,
  part: Part<IssuedPosition>,
): Promise<string[]> {
  const serials = await store.selectFrom('serials').select('id').where('masked', '=', masked).execute();
  const lists = await Promise.all(serials.map(({ id }) => newestPlaces(store, licensesOf.serial(id), filter, part)));
  const places = lists.flat().sort((a, b) => (a.issued_at + a.id < b.issued_at + b.id ? 1 : -1));
  return places.slice(0, part.limit).map(({ id }) => id);
}

function newestPlaces(
  store: Store,
  condition: Condition,
  filter: ActivationFilter,
  { after, limit }: Part<IssuedPosition>,
): Promise<IssuedPosition[]> {
  const before =
    after === null
      ? licensesOf.everything
      : sql<SqlBool>`(licenses.issued_at, licenses.id) < (${after.issued_at}, ${after.id})`;
  return store
    .selectFrom('licenses')
    .select(['licenses.id', 'licenses.issued_at'])
    .where(condition)
    .where(before)
    .where(passes(filter))
    .orderBy('licenses.issued_at', 'desc')
    .orderBy('licenses.id', 'desc')
    .limit(limit)
    .execute();
}

/** By scalar queries, which no planner turns around to begin with the seats. */
export function passes({ licenseType, state }: ActivationFilter): Condition {
  const ofType = licenseType === undefined ? licensesOf.everything : sql`licenses.license_type = ${licenseType}`;
  if (state === undefined) return sql`${ofType}`;
  const column = sql.ref(state === 'flagged' ? 'seats.flagged_at' : 'seats.released_at');
  const moment = sql`(select ${column} from seats where seats.id = licenses.seat_id)`;
  return state === 'active' ? sql`${ofType} and ${moment} is null` : sql`${ofType} and ${moment} is not null`;
}

/**
 * Seats that were flagged or released, the newest such event first.
 *
 * @returns when that was, and the newest license on each
 */
export async function licensesOfSeats(
  store: Store,
  event: 'flagged_at' | 'released_at',
  licenseType: string | undefined,
  { after, limit }: Part<{ readonly at: string; readonly seatId: string }>,
): Promise<{ readonly id: string; readonly at: string; readonly seatId: string }[]> {
  const at = sql.ref<string>(`seats.${event}`);
  const newest = (column: string) =>
    sql<string>`(select ${sql.ref(column)} from licenses where licenses.seat_id = seats.id
      order by licenses.issued_at desc, licenses.id desc limit 1)`;
  const before =
    after === null ? licensesOf.everything : sql<SqlBool>`(${at}, seats.id) < (${after.at}, ${after.seatId})`;
  // All licenses on a seat are of one type.
  const ofType =
    licenseType === undefined ? licensesOf.everything : sql<SqlBool>`${newest('license_type')} = ${licenseType}`;
  return store
    .selectFrom('seats')
    .select([newest('licenses.id').as('id'), at.as('at'), 'seats.id as seatId'])
    .where(sql<SqlBool>`${at} is not null`)
    .where(before)
    .where(ofType)
    .orderBy(at, 'desc')
    .orderBy('seats.id', 'desc')
    .limit(limit)
    .execute();
}

/** All licenses, the oldest first. */
export function oldestLicenses(store: Store, { after, limit }: Part<IssuedPosition>): Promise<IssuedPosition[]> {
  const later =
    after === null ? licensesOf.everything : sql<SqlBool>`(issued_at, id) > (${after.issued_at}, ${after.id})`;
  return store
    .selectFrom('licenses')
    .select(['id', 'issued_at'])
    .where(later)
    .orderBy('issued_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** @returns null when there is no such license */
export async function findLicensePosition(store: Store, id: string): Promise<LicensePosition | null> {
  const columns = ['id', 'issued_at', 'holder_folded'] as const;
  return (await store.selectFrom('licenses').select(columns).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** @returns what lists show of licenses, in the order of the ids; those that are not there are left out */
export async function readActivationRows(
  store: Store | StoreTransaction,
  ids: readonly string[],
): Promise<ActivationRow[]> {
  if (ids.length === 0) return [];
  const rows = await store
    .selectFrom('licenses as l')
    .innerJoin('seats', 'seats.id', 'l.seat_id')
    .leftJoin('serials', 'serials.id', 'l.serial_id')
    .leftJoin('licenses as first', 'first.id', 'l.reissue_of')
    .select(({ fn }) => [
      'l.id as licenseId',
      fn.coalesce('first.request_id', 'l.request_id').as('requestId'),
      'l.check_phrase as checkPhrase',
      'l.license_type as licenseType',
      'l.holder',
      'l.machine',
      'l.issued_at as issuedAt',
      'l.stop_date as stopDate',
      'l.serial_id as serialId',
      'serials.masked as serialMasked',
      'l.seat_id as seatId',
      'seats.flagged_at as flaggedAt',
      'seats.released_at as releasedAt',
      'seats.release_reason as releaseReason',
      'l.reissue_of as reissueOf',
    ])
    .where('l.id', 'in', ids)
    .execute();
  const byId = new Map(rows.map((row) => [row.licenseId, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
