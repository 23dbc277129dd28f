import type { AuditEvent } from './audit.ts';
import { foldText } from './foldText.ts';
import { countSeatsTaken } from './seats.ts';
import type { SerialTable, Store, StoreTransaction } from './tables.ts';
import type { WriteContext } from './writer.ts';

/** A serial number to be sold, already digested and masked. */
export interface NewSerial {
  readonly id: string;
  readonly digest: string;
  readonly masked: string;
  readonly product: string;
  readonly licenseType: string;
  readonly seats: number;
  readonly expiresAt?: string;
  /** Whom its licenses name when the order names nobody. */
  readonly holder?: string;
  /** Granted beyond those of the license type. */
  readonly features?: readonly string[];
  /** Days after which a license ends, counted from its issue. */
  readonly termDays?: number;
  readonly note?: string;
}

/** When something happened, and who did it. */
export type Occasion = Pick<AuditEvent, 'at' | 'actor'>;

/** Rows asked for or written at a time: SQLite and PostgreSQL limit the values of one statement. */
const ROWS_A_STATEMENT = 100;

/** Adds a serial number, unless it is there already. */
export async function addSerial(
  writeContext: WriteContext,
  serial: NewSerial,
  occasion: Occasion,
): Promise<'added' | 'known'> {
  if ((await findSerial(writeContext.transaction, serial.digest)) !== undefined) return 'known';
  await addSerials(writeContext, [serial], occasion);
  return 'added';
}

/** Adds serial numbers none of which is there already. */
export async function addSerials(
  { transaction, record }: WriteContext,
  serials: readonly NewSerial[],
  occasion: Occasion,
): Promise<void> {
  for (let from = 0; from < serials.length; from += ROWS_A_STATEMENT) {
    const rows = serials.slice(from, from + ROWS_A_STATEMENT).map((serial) => rowOf(serial, occasion.at));
    await transaction.insertInto('serials').values(rows).execute();
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

/** Blocks a serial number: no new license, while those issued stay as they are. */
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

/** Lets a blocked serial number yield licenses again. */
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
 * Changes how many seats a serial number was sold for. The seats that are taken follow by their foreign key.
 *
 * @param seats at least 1
 * @returns `in-use`: more are taken than that, and nothing was changed
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

/** @returns those that are there, by their digests */
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
