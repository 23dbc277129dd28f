import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Activation, ActivationState } from '../../src/contract/admin/activations.ts';
import { anyDigestKey } from './machines/machineKeys.ts';
import type { Store, StoreTransaction } from './tables.ts';

/** One issued license and the state of its seat, as lists show it. */
export type ActivationRow = Activation;

/** Which products a search covers; absent: all. */
export interface ProductFilter {
  readonly products?: readonly string[] | undefined;
}

/**
 * @param column such as `licenses.product`
 * @returns a condition that no index serves: a search has a better one than that of its product
 */
export function inProducts(column: string, products: readonly string[] | undefined): RawBuilder<SqlBool> {
  if (products === undefined) return sql`1 = 1`;
  if (products.length === 0) return sql`1 = 0`;
  return sql`(${sql.ref(column)} || '') in (${sql.join(products)})`;
}

export interface LicenseFilter extends ProductFilter {
  readonly licenseType?: string | undefined;
  readonly state?: ActivationState | undefined;
}

/** A page of a list: at most `limit` rows after the given position; null starts at the beginning. */
export interface Part<Position> {
  readonly after: Position | null;
  readonly limit: number;
}

/** A license's sort key in the lists. */
export interface LicensePosition {
  readonly id: string;
  readonly issued_at: string;
  readonly holder_folded: string;
}

export type IssuedPosition = Pick<LicensePosition, 'id' | 'issued_at'>;
type Condition = RawBuilder<SqlBool>;

/** Conditions that an index serves in list order, newest first. */
export const licensesOf = {
  everything: sql<SqlBool>`1 = 1`,
  /** Matches the id of a license or of the request it answers. */
  id: (id: string): Condition => sql`(licenses.id = ${id} or licenses.request_id = ${id})`,
  type: (licenseType: string): Condition => sql`licenses.license_type = ${licenseType}`,
  product: (product: string): Condition => sql`licenses.product = ${product}`,
  machine: (name: string): Condition => sql`licenses.machine = ${name}`,
  /** Also licenses that were given as codes, whose key is not known. */
  installation: (name: string, key: string): Condition =>
    sql`licenses.machine = ${name} and (licenses.installation_key = ${key} or licenses.installation_key like ${anyDigestKey})`,
  serial: (id: string): Condition => sql`licenses.serial_id = ${id}`,
  seat: (id: string): Condition => sql`licenses.seat_id = ${id}`,
} as const;

/** @returns license ids, newest first */
export async function newestLicenses(
  store: Store,
  condition: Condition,
  filter: LicenseFilter,
  part: Part<IssuedPosition>,
): Promise<string[]> {
  return (await newestPositions(store, condition, filter, part)).map(({ id }) => id);
}

/**
 * Finds the licenses of all serial numbers with one masked form. Two serial numbers rarely share one.
 *
 * @param masked `*****-*****-*****-XXXXX`
 * @returns license ids, newest first
 */
export async function licensesOfMasked(
  store: Store,
  masked: string,
  filter: LicenseFilter,
  part: Part<IssuedPosition>,
): Promise<string[]> {
  const serials = await store.selectFrom('serials').select('id').where('masked', '=', masked).execute();
  const lists = await Promise.all(serials.map(({ id }) => newestPositions(store, licensesOf.serial(id), filter, part)));
  const positions = lists.flat().sort((a, b) => (a.issued_at + a.id < b.issued_at + b.id ? 1 : -1));
  return positions.slice(0, part.limit).map(({ id }) => id);
}

function newestPositions(
  store: Store,
  condition: Condition,
  filter: LicenseFilter,
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

/** Uses scalar subqueries so that no planner starts the search from the seats. */
export function passes({ licenseType, products, state }: LicenseFilter): Condition {
  const typed = licenseType === undefined ? licensesOf.everything : licensesOf.type(licenseType);
  const ofType = sql`${typed} and ${inProducts('licenses.product', products)}`;
  if (state === undefined) return sql`${ofType}`;
  const column = sql.ref(state === 'flagged' ? 'seats.flagged_at' : 'seats.released_at');
  const moment = sql`(select ${column} from seats where seats.id = licenses.seat_id)`;
  return state === 'active' ? sql`${ofType} and ${moment} is null` : sql`${ofType} and ${moment} is not null`;
}

/**
 * Lists flagged or released seats, newest event first.
 *
 * @returns for each seat, the time of the event and the id of the seat's newest license
 */
export async function licensesOfSeats(
  store: Store,
  event: 'flagged_at' | 'released_at',
  { licenseType, products }: Omit<LicenseFilter, 'state'>,
  { after, limit }: Part<{ readonly at: string; readonly seatId: string }>,
): Promise<{ readonly id: string; readonly at: string; readonly seatId: string }[]> {
  const at = sql.ref<string>(`seats.${event}`);
  const newest = (column: string) =>
    sql<string>`(select ${sql.ref(column)} from licenses where licenses.seat_id = seats.id
      order by licenses.issued_at desc, licenses.id desc limit 1)`;
  const ofProduct =
    products === undefined
      ? licensesOf.everything
      : sql<SqlBool>`${newest('product')} in (${sql.join(['', ...products])})`;
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
    .where(ofProduct)
    .orderBy(at, 'desc')
    .orderBy('seats.id', 'desc')
    .limit(limit)
    .execute();
}

/** Lists all licenses, oldest first. */
export function oldestLicenses(
  store: Store,
  { products }: ProductFilter,
  { after, limit }: Part<IssuedPosition>,
): Promise<IssuedPosition[]> {
  const later =
    after === null ? licensesOf.everything : sql<SqlBool>`(issued_at, id) > (${after.issued_at}, ${after.id})`;
  return store
    .selectFrom('licenses')
    .select(['id', 'issued_at'])
    .where(later)
    .where(inProducts('licenses.product', products))
    .orderBy('issued_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** @returns null when the license does not exist */
export async function findLicensePosition(store: Store, id: string): Promise<LicensePosition | null> {
  const columns = ['id', 'issued_at', 'holder_folded'] as const;
  return (await store.selectFrom('licenses').select(columns).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** @returns list rows in the order of the ids, without those that do not exist */
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
      'l.product',
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
