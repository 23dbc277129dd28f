import type { AuditEvent } from './audit.ts';
import { insertion, type Statement, statement } from './dialect/statement.ts';
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

export const serialColumns = [
  'id',
  'digest',
  'masked',
  'product',
  'license_type',
  'seats',
  'created_at',
  'expires_at',
  'blocked_at',
  'holder',
  'holder_folded',
  'features',
  'term_days',
  'note',
  'sold_at',
  'first_activated_at',
  'former_types',
] as const satisfies readonly (keyof SerialTable)[];

const insertSerials = insertion('serials', serialColumns);

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
  const rows = serials.map((serial) => rowOf(serial, occasion.at));
  await insertSerials(transaction, rows);
  await indexSerials(transaction, rows);
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

/** What may change of a serial number. */
const termColumns = [
  'license_type',
  'former_types',
  'seats',
  'term_days',
  'expires_at',
  'first_activated_at',
  'features',
  'holder',
  'holder_folded',
  'note',
] as const satisfies readonly (keyof SerialTable)[];

/**
 * Saves serial numbers whose holder and note are as before. A foreign key updates the number sold in the rows of their taken
 * seats.
 */
export const saveTerms = insertion(
  'serials',
  serialColumns,
  `on conflict (id) do update set ${termColumns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
);

/** Saves what {@link noteActivation} has recorded. */
export async function saveActivations(
  transaction: StoreTransaction,
  serials: readonly Pick<SerialTable, 'id' | 'first_activated_at' | 'expires_at'>[],
): Promise<void> {
  if (serials.length === 0) return;
  const ids = serials.map(({ id }) => id);
  const dates = serials.map(({ id, first_activated_at, expires_at }) => ({ id, first_activated_at, expires_at }));
  await updateActivations(transaction, ids, dates);
}

// The list makes PostgreSQL use the index, whatever it assumes about the records.
const updateActivations = statement<never>(
  ({ has, records }) => `update serials set first_activated_at = given.first_activated_at, expires_at = given.expires_at
  from ${records(2, 'given', ['id', 'first_activated_at', 'expires_at'])}
  where serials.id = given.id and ${has('serials.id', 1)}`,
);

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
export async function findSerials(store: Store | StoreTransaction, digests: readonly string[]): Promise<SerialsByKey> {
  return new Map((await findByDigests(store, digests)).map((row) => [row.digest, row]));
}

/** @returns the existing serial numbers by id */
export async function findSerialsById(store: Store | StoreTransaction, ids: readonly string[]): Promise<SerialsByKey> {
  return new Map((await findByIds(store, ids)).map((row) => [row.id, row]));
}

type SerialsByKey = ReadonlyMap<string, SerialTable>;

const [findByDigests, findByIds] = ['digest', 'id'].map((column) =>
  statement<SerialTable>(({ has }) => `select * from serials where ${has(column, 1)}`),
) as [Statement<SerialTable>, Statement<SerialTable>];
