import { type SqlBool, sql } from 'kysely';
import type { Seat, Serial, SerialState } from '../../src/contract/admin/serials.ts';
import type { Part } from './activationRows.ts';
import { inProducts, type ProductFilter } from './activationRows.ts';
import { rowsWithWords } from './search/indexWords.ts';
import type { Store, StoreTransaction } from './tables.ts';

/** A serial number as lists show it. */
export type SerialRow = Serial;
/** A seat of a serial number with its newest license. */
export type SeatRow = Seat;

export interface SerialFilter extends ProductFilter {
  readonly licenseType?: string | undefined;
  readonly state?: SerialState | undefined;
}

/** A serial number's sort key in the lists. */
export interface SerialPosition {
  readonly id: string;
  readonly created_at: string;
  readonly holder_folded: string;
}

export type AddedPosition = Pick<SerialPosition, 'id' | 'created_at'>;

const everything = sql<SqlBool>`1 = 1`;

/** Conditions that an index serves. */
export const serialsOf = {
  everything,
  product: (product: string) => sql<SqlBool>`serials.product = ${product}`,
  id: (id: string) => sql<SqlBool>`serials.id = ${id}`,
  masked: (masked: string) => sql<SqlBool>`serials.masked = ${masked}`,
} as const;

/**
 * Lists serial numbers that meet a condition and a filter.
 *
 * @param filter `now` is the instant at which serial numbers count as expired
 * @returns ids, newest first
 */
export async function newestSerials(
  store: Store,
  condition: typeof everything,
  filter: SerialFilter & { readonly now: string },
  { after, limit }: Part<AddedPosition>,
): Promise<string[]> {
  const before =
    after === null ? everything : sql<SqlBool>`(serials.created_at, serials.id) < (${after.created_at}, ${after.id})`;
  const rows = await store
    .selectFrom('serials')
    .select('id')
    .where(condition)
    .where(before)
    .where(passes(filter))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Finds serial numbers by words of their holder and note.
 *
 * @param words from `searchedWords`, at least one
 * @returns ids in alphabetical order of the holders, newest first for each holder
 */
export async function serialsByWords(
  store: Store,
  words: readonly string[],
  filter: SerialFilter & { readonly now: string },
  { after, limit }: Part<SerialPosition>,
): Promise<string[]> {
  const later =
    after === null
      ? everything
      : sql<SqlBool>`(holder_folded > ${after.holder_folded} or (holder_folded = ${after.holder_folded}
          and (created_at, id) < (${after.created_at}, ${after.id})))`;
  const rows = await store
    .selectFrom('serials')
    .select('id')
    .where(sql<SqlBool>`id in (${rowsWithWords('serial_words', 'serial_id', words)})`)
    .where(later)
    .where(passes(filter))
    .orderBy('holder_folded')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

function passes({ licenseType, products, state, now }: SerialFilter & { readonly now: string }) {
  const typed = licenseType === undefined ? everything : sql<SqlBool>`serials.license_type = ${licenseType}`;
  const ofType = sql<SqlBool>`${typed} and ${inProducts('serials.product', products)}`;
  if (state === 'blocked') return sql<SqlBool>`${ofType} and serials.blocked_at is not null`;
  if (state === 'expired') {
    return sql<SqlBool>`${ofType} and serials.expires_at is not null and serials.expires_at <= ${now}`;
  }
  const isOpen = sql<SqlBool>`(serials.expires_at is null or serials.expires_at > ${now})`;
  if (state === 'good') return sql<SqlBool>`${ofType} and serials.blocked_at is null and ${isOpen}`;
  return ofType;
}

/** Lists all serial numbers, oldest first. */
export function oldestSerials(
  store: Store,
  { products }: ProductFilter,
  { after, limit }: Part<AddedPosition>,
): Promise<AddedPosition[]> {
  const later = after === null ? everything : sql<SqlBool>`(created_at, id) > (${after.created_at}, ${after.id})`;
  return store
    .selectFrom('serials')
    .select(['id', 'created_at'])
    .where(later)
    .where(inProducts('serials.product', products))
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** @returns null when the serial number does not exist */
export async function findSerialPosition(store: Store, id: string): Promise<SerialPosition | null> {
  const columns = ['id', 'created_at', 'holder_folded'] as const;
  return (await store.selectFrom('serials').select(columns).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** @returns list rows in the order of the ids, without those that do not exist */
export async function readSerialRows(store: Store | StoreTransaction, ids: readonly string[]): Promise<SerialRow[]> {
  if (ids.length === 0) return [];
  const rows = await store
    .selectFrom('serials')
    .selectAll()
    .select(sql<number | null>`(select max(number) from seats where seats.pool = serials.id)`.as('taken'))
    .where('id', 'in', ids)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (row === undefined) return [];
    return {
      serialId: id,
      masked: row.masked,
      product: row.product,
      licenseType: row.license_type,
      seats: row.seats,
      seatsTaken: row.taken ?? 0,
      holder: row.holder,
      // Only `addSerials` writes this column, from an array of strings.
      features: JSON.parse(row.features) as string[],
      termDays: row.term_days,
      note: row.note,
      createdAt: row.created_at,
      soldAt: row.sold_at,
      firstActivatedAt: row.first_activated_at,
      expiresAt: row.expires_at,
      blockedAt: row.blocked_at,
    };
  });
}

/** Lists the taken seats of a serial number by number. */
export async function seatsOfSerial(
  store: Store,
  serialId: string,
  { after, limit }: Part<number>,
): Promise<SeatRow[]> {
  return seatRows(
    store,
    sql`seats.pool = ${serialId} and seats.number > ${after ?? 0} order by seats.number limit ${limit}`,
  );
}

/** Lists at most `limit` released seats of a serial number, latest release first. */
export async function seatsGivenUp(store: Store, serialId: string, limit: number): Promise<SeatRow[]> {
  return seatRows(
    store,
    sql`seats.left_pool = ${serialId} order by seats.released_at desc, seats.id desc limit ${limit}`,
  );
}

async function seatRows(store: Store, which: ReturnType<typeof sql>): Promise<SeatRow[]> {
  const { rows } = await sql<SeatRow>`
    select s.id as "seatId", case when s.released_at is null then s.number else 0 end as "number",
      s.taken_at as "takenAt", s.moves as "moves", s.moved_at as "movedAt", s.flagged_at as "flaggedAt",
      s.released_at as "releasedAt", s.release_reason as "releaseReason",
      l.id as "licenseId", l.machine as "machine", l.holder as "holder", l.issued_at as "issuedAt"
    from (select seats.*, (select licenses.id from licenses where licenses.seat_id = seats.id
        order by licenses.issued_at desc, licenses.id desc limit 1) as newest
      from seats where ${which}) as s
    left join licenses as l on l.id = s.newest
    order by s.released_at desc, s.number`.execute(store);
  return rows;
}
