import { type Selectable, sql } from 'kysely';
import { insertion } from './dialect/statement.ts';
import { foldText } from './foldText.ts';
import type { OrderingMachine } from './machines/machineKeys.ts';
import type { LicenseTable, SeatTable, Store, StoreTransaction } from './tables.ts';
import type { WriteContext } from './writer.ts';

export interface NewLicense extends OrderingMachine {
  readonly id: string;
  readonly requestId: string;
  readonly orderDigest: string;
  readonly product: string;
  readonly seatId: string;
  readonly issuedAt: string;
  readonly file: string;
  readonly licenseType: string;
  readonly serialId: string | null;
  readonly holder: string;
  readonly stopDate: string | null;
  /** Id of the request's first license, if this license is a reissue of it. */
  readonly reissueOf?: string;
  /**
   * Id of the seat's license that already lists exactly this hardware, or null. Each hardware set is listed once per seat,
   * so that searching does not slow down with every order.
   */
  readonly listedUnder: string | null;
}

/** A license with the instant its seat was released. */
export type FoundLicense = Selectable<LicenseTable> & Pick<SeatTable, 'released_at'>;

/** @returns the license that answers a request */
export async function findLicense(
  store: Store | StoreTransaction,
  requestId: string,
): Promise<FoundLicense | undefined> {
  return store
    .selectFrom('licenses')
    .innerJoin('seats', 'seats.id', 'licenses.seat_id')
    .selectAll('licenses')
    .select('seats.released_at')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
}

/** @returns id of the product; undefined when there is no such license */
export async function productOfLicense(store: Store | StoreTransaction, id: string): Promise<string | undefined> {
  return (await store.selectFrom('licenses').select('product').where('id', '=', id).executeTakeFirst())?.product;
}

/** What an order says of the license that it renews. */
interface RenewedLicense {
  readonly licenseId: string;
  readonly product: string;
  readonly machine: OrderingMachine;
}

/** @returns digest of the serial number of a license of this installation, and its seat; undefined when it has none */
export async function findRenewed(store: Store | StoreTransaction, { licenseId, product, machine }: RenewedLicense) {
  return (
    store
      .selectFrom('licenses')
      .innerJoin('seats', 'seats.id', 'licenses.seat_id')
      .innerJoin('serials', 'serials.id', 'licenses.serial_id')
      .select(['serials.digest', 'seats.released_at'])
      .where('licenses.id', '=', licenseId)
      .where('licenses.product', '=', product)
      // A digest matches only while the hardware is the same: nothing tells whether a change is small.
      .where('licenses.installation_key', 'in', [machine.installationKey, machine.digestKey])
      .executeTakeFirst()
  );
}

/** @returns the license in force of a seat, which has one */
export async function newestOfSeat(
  store: Store | StoreTransaction,
  seatId: string,
): Promise<Pick<LicenseTable, 'id' | 'order_digest' | 'file' | 'issued_at'>> {
  return store
    .selectFrom('licenses')
    .select(['id', 'order_digest', 'file', 'issued_at'])
    .where('seat_id', '=', seatId)
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
}

/** Adds a license as its seat's newest and lists the hardware under it. */
export async function addLicense({ transaction, nameHolder }: WriteContext, license: NewLicense): Promise<void> {
  const ordinal = sql<number>`(select coalesce(max(ordinal), 0) + 1 from licenses where seat_id = ${license.seatId})`;
  await transaction
    .insertInto('licenses')
    .values({ ...licenseRow(license), ordinal })
    .execute();
  nameHolder(license.holder);
  await listHardware(transaction, license);
}

export const insertLicenses = insertion('licenses', [
  'id',
  'request_id',
  'reissue_of',
  'order_digest',
  'product',
  'seat_id',
  'installation_key',
  'issued_at',
  'file',
  'license_type',
  'serial_id',
  'holder',
  'holder_folded',
  'machine',
  'stop_date',
  'ordinal',
]);

/** @returns the row of a license that is its seat's first */
export function licenseRow(license: NewLicense) {
  return {
    id: license.id,
    request_id: license.reissueOf === undefined ? license.requestId : `reissue:${license.id}`,
    reissue_of: license.reissueOf ?? null,
    order_digest: license.orderDigest,
    product: license.product,
    seat_id: license.seatId,
    installation_key: license.installationKey,
    issued_at: license.issuedAt,
    file: license.file,
    license_type: license.licenseType,
    serial_id: license.serialId,
    holder: license.holder,
    holder_folded: foldText(license.holder),
    machine: license.machineId,
    stop_date: license.stopDate,
    ordinal: 1,
  };
}

async function listHardware(transaction: StoreTransaction, license: NewLicense): Promise<void> {
  const { listedUnder } = license;
  if (license.bindings.length === 0) return;
  if (listedUnder !== null) {
    const moved = { license_id: license.id };
    await transaction.updateTable('license_bindings').set(moved).where('license_id', '=', listedUnder).execute();
    return;
  }
  await insertBindings(transaction, bindingRows(license));
}

export const insertBindings = insertion('license_bindings', ['license_id', 'component', 'value']);

export function bindingRows({ id, bindings }: NewLicense) {
  return bindings.map(({ component, value }) => ({ license_id: id, component, value }));
}
