import type { AuditEvent } from './audit.ts';
import { foldText } from './foldText.ts';
import { indexSerials } from './search/indexWords.ts';
import { countSeatsTaken } from './seats.ts';
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
  /** Days from issue to the end of a license. */
  readonly termDays?: number;
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
  record({ ...occasion, event: 'serial-blocked', facts: { serial: id } });
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
  record({ ...occasion, event: 'serial-unblocked', facts: { serial: id } });
  return 'unblocked';
}

/**
 * Changes how many seats a serial number has. A foreign key updates the number in the rows of its taken seats.
 *
 * @param change `seats` is at least 1
 * @returns `in-use` when more seats are taken than that; nothing changes then
 */
export async function changeSeats(
  { transaction, record }: WriteContext,
  { id, seats }: { readonly id: string; readonly seats: number },
  occasion: Occasion,
): Promise<{ readonly outcome: 'changed' | 'same' | 'in-use'; readonly taken: number } | 'unknown'> {
  const serial = await findSerialById(transaction, id);
  if (serial === undefined) return 'unknown';
  const taken = await countSeatsTaken(transaction, id);
  if (taken > seats) return { outcome: 'in-use', taken };
  if (serial.seats === seats) return { outcome: 'same', taken };
  await transaction.updateTable('serials').set({ seats }).where('id', '=', id).execute();
  record({ ...occasion, event: 'serial-changed', facts: { serial: id, seatsBefore: serial.seats, seats } });
  return { outcome: 'changed', taken };
}

export async function findSerial(store: Store | StoreTransaction, digest: string): Promise<SerialTable | undefined> {
  return store.selectFrom('serials').selectAll().where('digest', '=', digest).executeTakeFirst();
}

export async function findSerialById(store: Store | StoreTransaction, id: string): Promise<SerialTable | undefined> {
  return store.selectFrom('serials').selectAll().where('id', '=', id).executeTakeFirst();
}

/** @returns the existing serial numbers by digest */
export async function findSerials(
  store: Store | StoreTransaction,
  digests: readonly string[],
): Promise<ReadonlyMap<string, SerialTable>> {
  const found = new Map<string, SerialTable>();
  for (let from = 0; from < digests.length; from += ROWS_A_STATEMENT) {
    const some = digests.slice(from, from + ROWS_A_STATEMENT);
    const rows = await store.selectFrom('serials').selectAll().where('digest', 'in', some).execute();
    for (const row of rows) found.set(row.digest, row);
  }
  return found;
}
