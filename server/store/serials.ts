import type { AuditEvent } from './audit.ts';
import { foldText } from './foldText.ts';
import { type Locks, lockNames } from './locks.ts';
import { indexSerials, indexWords } from './search/indexWords.ts';
import type { SerialTable, Store, StoreTransaction } from './tables.ts';
import type { WriteContext } from './writer.ts';

/** A new serial number, already digested and masked. */
export interface NewSerial {
  readonly id: string;
  readonly digest: string;
  readonly masked: string;
  readonly product: string;
  readonly licenseType: string;
  readonly seats: number;
  readonly expiresAt?: string;
  /** Holder of its licenses when the order names none. */
  readonly holder?: string;
  /** Features in addition to those of the license type. */
  readonly features?: readonly string[];
  /** Days until a license ends, from where the license type counts them. */
  readonly termDays?: number;
  /** Instant; when it is added if absent. */
  readonly soldAt?: string;
  readonly note?: string;
}

/** Time and actor of a change. */
export type Occasion = Pick<AuditEvent, 'at' | 'actor'>;

/** Rows per statement; SQLite and PostgreSQL limit the values of one statement. */
const ROWS_A_STATEMENT = 100;

/** Adds a serial number unless the store already has it. */
export async function addSerial(
  context: WriteContext,
  serial: NewSerial,
  occasion: Occasion,
): Promise<'added' | 'known'> {
  if ((await findSerial(context.transaction, serial.digest)) !== undefined) return 'known';
  await addSerials(context, [serial], occasion);
  return 'added';
}

/** Adds serial numbers, none of which may exist. */
export async function addSerials(
  { transaction, record }: WriteContext,
  serials: readonly NewSerial[],
  occasion: Occasion,
): Promise<void> {
  for (let from = 0; from < serials.length; from += ROWS_A_STATEMENT) {
    const rows = serials.slice(from, from + ROWS_A_STATEMENT).map((serial) => rowOf(serial, occasion.at));
    await transaction.insertInto('serials').values(rows).execute();
    await indexSerials(transaction, rows);
  }
  for (const { id, product, licenseType, seats } of serials) {
    record({ ...occasion, event: 'serial-added', facts: { serial: id, product, licenseType, seats } });
  }
}

function rowOf(serial: NewSerial, at: string): SerialTable {
  const { id, digest, masked, product, licenseType, seats, holder = '' } = serial;
  return {
    id,
    digest,
    masked,
    product,
    license_type: licenseType,
    seats,
    created_at: at,
    expires_at: serial.expiresAt ?? null,
    blocked_at: null,
    holder,
    holder_folded: foldText(holder),
    features: JSON.stringify(serial.features ?? []),
    term_days: serial.termDays ?? null,
    note: serial.note ?? '',
    sold_at: serial.soldAt ?? at,
    first_activated_at: null,
    former_types: '[]',
  };
}

/** Blocks a serial number: no new licenses. Issued licenses stay valid. */
export async function blockSerial(
  { transaction, record }: WriteContext,
  id: string,
  occasion: Occasion,
): Promise<'blocked' | 'blocked-before' | 'unknown'> {
  const serial = await findSerialById(transaction, id);
  if (serial === undefined) return 'unknown';
  if (serial.blocked_at !== null) return 'blocked-before';
  await transaction.updateTable('serials').set({ blocked_at: occasion.at }).where('id', '=', id).execute();
  record({ ...occasion, event: 'serial-blocked', facts: { serial: id, product: serial.product } });
  return 'blocked';
}

/** Unblocks a serial number. */
export async function unblockSerial(
  { transaction, record }: WriteContext,
  id: string,
  occasion: Occasion,
): Promise<'unblocked' | 'not-blocked' | 'unknown'> {
  const serial = await findSerialById(transaction, id);
  if (serial === undefined) return 'unknown';
  if (serial.blocked_at === null) return 'not-blocked';
  await transaction.updateTable('serials').set({ blocked_at: null }).where('id', '=', id).execute();
  record({ ...occasion, event: 'serial-unblocked', facts: { serial: id, product: serial.product } });
  return 'unblocked';
}

/** Saves changed serial numbers, which are then found by their new words. */
export async function saveSerials(transaction: StoreTransaction, serials: readonly SerialTable[]): Promise<void> {
  await saveTerms(transaction, serials);
  await indexWords(transaction, serials);
}

/**
 * Saves serial numbers whose holder and note are as before. A foreign key updates the number sold in the rows of their taken
 * seats.
 */
export async function saveTerms(transaction: StoreTransaction, serials: readonly SerialTable[]): Promise<void> {
  for (let from = 0; from < serials.length; from += ROWS_A_STATEMENT) {
    await transaction
      .insertInto('serials')
      .values(serials.slice(from, from + ROWS_A_STATEMENT))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          license_type: ref('excluded.license_type'),
          former_types: ref('excluded.former_types'),
          seats: ref('excluded.seats'),
          term_days: ref('excluded.term_days'),
          expires_at: ref('excluded.expires_at'),
          first_activated_at: ref('excluded.first_activated_at'),
          features: ref('excluded.features'),
          holder: ref('excluded.holder'),
          holder_folded: ref('excluded.holder_folded'),
          note: ref('excluded.note'),
        })),
      )
      .execute();
  }
}

/**
 * Records in a serial number's row that it yields a license. Other orders of the batch decide by the row.
 *
 * @param end instant at which its days end it, now that they have begun; null: they do not
 * @returns whether the row changed, so that it must be saved
 */
export function noteActivation(serial: SerialTable, at: string, end: string | null): boolean {
  const isFirst = serial.first_activated_at === null;
  const begins = end !== null && serial.expires_at === null;
  serial.first_activated_at ??= at;
  serial.expires_at ??= end;
  return isFirst || begins;
}

export async function findSerial(store: Store | StoreTransaction, digest: string): Promise<SerialTable | undefined> {
  return store.selectFrom('serials').selectAll().where('digest', '=', digest).executeTakeFirst();
}

export async function findSerialById(store: Store | StoreTransaction, id: string): Promise<SerialTable | undefined> {
  return store.selectFrom('serials').selectAll().where('id', '=', id).executeTakeFirst();
}

/** @returns what a write to these serial numbers locks; the whole store where one is not there yet */
export async function locksOfSerials(store: Store, ids: readonly string[]): Promise<Locks> {
  const known = await findSerialsById(store, ids);
  if (ids.some((id) => !known.has(id))) return 'store';
  return [...known.values()].map(({ digest }) => lockNames.serial(digest));
}

/** @returns the existing serial numbers by digest */
export function findSerials(store: Store | StoreTransaction, digests: readonly string[]): Promise<SerialsByKey> {
  return findSerialsBy(store, 'digest', digests);
}

/** @returns the existing serial numbers by id */
export function findSerialsById(store: Store | StoreTransaction, ids: readonly string[]): Promise<SerialsByKey> {
  return findSerialsBy(store, 'id', ids);
}

type SerialsByKey = ReadonlyMap<string, SerialTable>;

async function findSerialsBy(
  store: Store | StoreTransaction,
  column: 'id' | 'digest',
  keys: readonly string[],
): Promise<SerialsByKey> {
  const found = new Map<string, SerialTable>();
  for (let from = 0; from < keys.length; from += ROWS_A_STATEMENT) {
    const some = keys.slice(from, from + ROWS_A_STATEMENT);
    const rows = await store.selectFrom('serials').selectAll().where(column, 'in', some).execute();
    for (const row of rows) found.set(row[column], row);
  }
  return found;
}
