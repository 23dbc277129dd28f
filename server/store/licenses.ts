import type { Machine } from './seats.ts';
import type { LicenseTable, Store, StoreTransaction } from './tables.ts';

export interface NewLicense extends Machine {
  readonly id: string;
  readonly requestId: string;
  readonly orderDigest: string;
  readonly seatId: string;
  readonly issuedAt: string;
  readonly file: string;
}

export async function findLicense(
  store: Store | StoreTransaction,
  requestId: string,
): Promise<LicenseTable | undefined> {
  return store.selectFrom('licenses').selectAll().where('request_id', '=', requestId).executeTakeFirst();
}

export async function addLicense(transaction: StoreTransaction, license: NewLicense): Promise<void> {
  await transaction
    .insertInto('licenses')
    .values({
      id: license.id,
      request_id: license.requestId,
      order_digest: license.orderDigest,
      seat_id: license.seatId,
      installation_key: license.installationKey,
      issued_at: license.issuedAt,
      file: license.file,
    })
    .execute();
  if (license.bindings.length === 0) return;
  const rows = license.bindings.map(({ component, value }) => ({ license_id: license.id, component, value }));
  await transaction.insertInto('license_bindings').values(rows).execute();
}
