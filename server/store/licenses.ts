import { decodeBase64Url } from '../../src/crypto/base64.ts';
import { checkPhrase } from '../../src/documents/checkPhrase.ts';
import { machineName } from '../../src/documents/machineName.ts';
import { foldText } from './foldText.ts';
import type { Machine } from './seats.ts';
import type { LicenseTable, Store, StoreTransaction } from './tables.ts';

export interface NewLicense extends Machine {
  readonly id: string;
  readonly requestId: string;
  readonly orderDigest: string;
  readonly seatId: string;
  readonly issuedAt: string;
  readonly file: string;
  readonly licenseType: string;
  readonly serialId: string | null;
  readonly holder: string;
  readonly stopDate: string | null;
  /** The license with which the request was answered first, where this one is made anew in its place. */
  readonly reissueOf?: string;
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
      request_id: license.reissueOf === undefined ? license.requestId : `reissue:${license.id}`,
      reissue_of: license.reissueOf ?? null,
      order_digest: license.orderDigest,
      seat_id: license.seatId,
      installation_key: license.installationKey,
      issued_at: license.issuedAt,
      file: license.file,
      license_type: license.licenseType,
      serial_id: license.serialId,
      holder: license.holder,
      holder_folded: foldText(license.holder),
      machine: machineName(decodeBase64Url(license.installationKey) ?? new Uint8Array()),
      check_phrase: checkPhrase(license.requestId),
      stop_date: license.stopDate,
    })
    .execute();
  if (license.bindings.length === 0) return;
  const rows = license.bindings.map(({ component, value }) => ({ license_id: license.id, component, value }));
  await transaction.insertInto('license_bindings').values(rows).execute();
}
