import { encodeBase64Url } from '../../src/crypto/base64.ts';
import type { Binding } from '../../src/documents/bindings.ts';
import { machineId } from '../../src/documents/machineId.ts';
import { readBindings } from './earlierSeats.ts';
import { type Locks, lockNames, machineLocks } from './locks.ts';
import { isDigestKey } from './machines/machineKeys.ts';
import type { ReturnTable, Store, StoreTransaction } from './tables.ts';

/** The license that a return receipt names, with its seat. */
export interface ReturnedLicense {
  readonly id: string;
  readonly product: string;
  readonly seat_id: string;
  /** As stored. */
  readonly installation_key: string;
  /** Computer ID. */
  readonly machine: string;
  readonly serial_id: string | null;
  /** Digest of the serial number; null without one. */
  readonly digest: string | null;
  /** The pool that the seat is in, or was. */
  readonly pool: string;
  /** Seats of the serial number; null when unlimited. */
  readonly sold: number | null;
  readonly released_at: string | null;
  /** Whether this is the seat's newest license. */
  readonly isNewest: boolean;
  /** Bindings of the seat's newest license. */
  readonly hardware: readonly Binding[];
}

export async function findReturnedLicense(
  transaction: Store | StoreTransaction,
  licenseId: string,
): Promise<ReturnedLicense | undefined> {
  const license = await transaction
    .selectFrom('licenses')
    .innerJoin('seats', 'seats.id', 'licenses.seat_id')
    .leftJoin('serials', 'serials.id', 'licenses.serial_id')
    .select(['licenses.id', 'licenses.product', 'licenses.seat_id', 'licenses.installation_key', 'licenses.serial_id'])
    .select('licenses.machine')
    .select(['seats.released_at', 'serials.seats as sold', 'serials.digest'])
    .select(({ fn }) => fn.coalesce('seats.left_pool', 'seats.pool').as('pool'))
    .where('licenses.id', '=', licenseId)
    .executeTakeFirst();
  if (license === undefined) return undefined;
  const newest = await transaction
    .selectFrom('licenses')
    .select('id')
    .where('seat_id', '=', license.seat_id)
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const listed = await readBindings(transaction, [newest.id]);
  return {
    ...license,
    isNewest: newest.id === license.id,
    hardware: listed.get(newest.id) ?? [],
  };
}

/**
 * What taking back a license depends on: the seats that its own is among, and the limits and receipts of its machine.
 *
 * @param license undefined when the store does not have it
 */
export function locksOfReturn(installation: ReturningInstallation, license: ReturnedLicense | undefined): Locks {
  const { product, installationKey } = installation;
  const own = machineLocks(product, {
    installationKey,
    machineId: license?.machine ?? '',
    bindings: license?.hardware ?? [],
  });
  return license === undefined ? own : [seatsLock(license), ...own];
}

/**
 * @param installationKey raw Ed25519 public key, 32 bytes, of a receipt or license
 * @returns whether the license was issued to it. Of one that was given as a code, the vendor knows no more of the key than the
 *   computer ID, 40 bits of it. The license is signed for that: with another one it would work on no machine, so that nobody
 *   gains by a key that fits, for which about 2^40 keys would have to be made
 */
export function isOwnerOf(installationKey: Uint8Array, license: ReturnedLicense): boolean {
  if (isDigestKey(license.installation_key)) return machineId(installationKey) === license.machine;
  return encodeBase64Url(installationKey) === license.installation_key;
}

/** @returns what a write to the seat of a license locks. Its serial number or license type never changes */
export async function locksOfLicense(store: Store, licenseId: string): Promise<Locks> {
  const license = await findReturnedLicense(store, licenseId);
  return license === undefined ? [] : [seatsLock(license)];
}

function seatsLock({ digest, pool }: ReturnedLicense): string {
  return digest === null ? lockNames.pool(pool) : lockNames.serial(digest);
}

/** An installation, whose receipts are counted for each product. */
export interface ReturningInstallation {
  readonly product: string;
  /** Raw Ed25519 public key, base64url. */
  readonly installationKey: string;
}

/** @returns whether this receipt was accepted before */
export async function hasReturn(
  transaction: StoreTransaction,
  nonce: string,
  { product, installationKey }: ReturningInstallation,
): Promise<boolean> {
  const known = await transaction
    .selectFrom('returns')
    .select('nonce')
    .where('product', '=', product)
    .where('nonce', '=', nonce)
    .where('installation_key', '=', installationKey)
    .executeTakeFirst();
  return known !== undefined;
}

/** @returns the highest counter of an installation's receipts; 0 without any */
export async function lastCounter(
  transaction: StoreTransaction,
  { product, installationKey }: ReturningInstallation,
): Promise<number> {
  const { highest } = await transaction
    .selectFrom('returns')
    .select(({ fn }) => fn.max('counter').as('highest'))
    .where('product', '=', product)
    .where('installation_key', '=', installationKey)
    .executeTakeFirstOrThrow();
  return highest ?? 0;
}

export async function addReturn(transaction: StoreTransaction, row: ReturnTable): Promise<void> {
  await transaction.insertInto('returns').values(row).execute();
}
