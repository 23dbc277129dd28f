import { appendAudit } from './audit.ts';
import type { SerialTable, Store, StoreTransaction } from './tables.ts';

/** A serial number to be sold, already digested and masked. */
export interface NewSerial {
  readonly id: string;
  readonly digest: string;
  readonly masked: string;
  readonly product: string;
  readonly licenseType: string;
  readonly seats: number;
  readonly expiresAt?: string;
}

/**
 * Adds a serial number, unless it is there already.
 *
 * @param at instant, ISO 8601 in UTC
 */
export async function addSerial(store: Store, serial: NewSerial, at: string): Promise<'added' | 'known'> {
  return store.transaction().execute(async (transaction) => {
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
        created_at: at,
        expires_at: expiresAt ?? null,
        blocked_at: null,
      })
      .execute();
    await appendAudit(transaction, { at, event: 'serial-added', facts: { serial: id, product, licenseType, seats } });
    return 'added';
  });
}

/** Blocks a serial number: no new license, while those issued stay as they are. */
export async function blockSerial(store: Store, digest: string, at: string): Promise<'blocked' | 'unknown'> {
  return store.transaction().execute(async (transaction) => {
    const serial = await findSerial(transaction, digest);
    if (serial === undefined) return 'unknown';
    if (serial.blocked_at !== null) return 'blocked';
    await transaction.updateTable('serials').set({ blocked_at: at }).where('id', '=', serial.id).execute();
    await appendAudit(transaction, { at, event: 'serial-blocked', facts: { serial: serial.id } });
    return 'blocked';
  });
}

export async function findSerial(store: Store | StoreTransaction, digest: string): Promise<SerialTable | undefined> {
  return store.selectFrom('serials').selectAll().where('digest', '=', digest).executeTakeFirst();
}
