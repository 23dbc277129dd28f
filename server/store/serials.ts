import type { AuditEvent } from './audit.ts';
import type { SerialTable, Store, StoreTransaction } from './tables.ts';
import type { Writing } from './writer.ts';

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

/** Adds a serial number, unless it is there already. */
export async function addSerial(
  { transaction, record }: Writing,
  serial: NewSerial,
  occasion: Occasion,
): Promise<'added' | 'known'> {
  if ((await findSerial(transaction, serial.digest)) !== undefined) return 'known';
  const { id, digest, masked, product, licenseType, seats, expiresAt } = serial;
  await transaction
    .insertInto('serials')
    .values({
      id,
      digest,
      masked,
      product,
      license_type: licenseType,
      seats,
      created_at: occasion.at,
      expires_at: expiresAt ?? null,
      blocked_at: null,
      holder: serial.holder ?? '',
      features: JSON.stringify(serial.features ?? []),
      term_days: serial.termDays ?? null,
      note: serial.note ?? '',
    })
    .execute();
  record({ ...occasion, event: 'serial-added', facts: { serial: id, product, licenseType, seats } });
  return 'added';
}

/** Blocks a serial number: no new license, while those issued stay as they are. */
export async function blockSerial(
  { transaction, record }: Writing,
  digest: string,
  occasion: Occasion,
): Promise<'blocked' | 'unknown'> {
  const serial = await findSerial(transaction, digest);
  if (serial === undefined) return 'unknown';
  if (serial.blocked_at !== null) return 'blocked';
  await transaction.updateTable('serials').set({ blocked_at: occasion.at }).where('id', '=', serial.id).execute();
  record({ ...occasion, event: 'serial-blocked', facts: { serial: serial.id } });
  return 'blocked';
}

export async function findSerial(store: Store | StoreTransaction, digest: string): Promise<SerialTable | undefined> {
  return store.selectFrom('serials').selectAll().where('digest', '=', digest).executeTakeFirst();
}
