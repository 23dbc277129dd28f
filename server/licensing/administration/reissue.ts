import type { Selectable } from 'kysely';
import { keyIdOf } from '../../../src/crypto/keyId.ts';
import { strengthOf } from '../../../src/documents/bindings.ts';
import { joinBundle, splitBundle } from '../../../src/documents/bundle.ts';
import { millisecondsOf, toInstant } from '../../../src/documents/instant.ts';
import {
  type LicenseFields,
  openLicense,
  readLicense,
  type UnverifiedLicense,
  writeLicense,
} from '../../../src/documents/license.ts';
import type { LicenseRequest } from '../../../src/documents/request.ts';
import { decideIssue, type IssueRefused } from '../../../src/issue/decideIssue.ts';
import type { IssueOrder } from '../../../src/issue/issueOrder.ts';
import { Refusal } from '../../../src/refusal.ts';
import { randomId } from '../../randomId.ts';
import { findEarlierSeats, findListing } from '../../store/earlierSeats.ts';
import { addLicense } from '../../store/licenses.ts';
import { machineWithKey } from '../../store/machines/machineKeys.ts';
import { locksOfLicense } from '../../store/returns.ts';
import { findSerialById } from '../../store/serials.ts';
import type { LicenseTable, SeatTable, StoreTransaction } from '../../store/tables.ts';
import type { WriteContext } from '../../store/writer.ts';
import { fileIn } from '../byCode/storedCode.ts';
import { currentSigner, type IssueGranted, notSigning, productRules, serialRecord } from '../issueContext.ts';
import { productNamed, type SoldProduct } from '../products.ts';
import { type ChangeParts, occasionOf, type ReissueParts } from './parts.ts';

/** Result of {@link reissueLicense}. */
export interface Reissue {
  /** `current`: the license issued before is still valid, with the terms of now, and `file` is that license. */
  readonly outcome: 'current' | 'reissued';
  /** Id of the license in the file. */
  readonly licenseId: string;
  /** Exact bytes: the license, followed by the keyset if it was issued with one or is new. */
  readonly file: Uint8Array;
}

/**
 * Reissues the license of a machine that has lost it. Returns the issued license as long as machines accept it and it grants
 * what holds now; otherwise creates a license with a new id on the same seat, signed with the current key. The original
 * request still gets its original answer.
 *
 * @param isNew whether to create one in any case. Its date of issue ends a suspect clock
 * @throws Refusal `activation-unknown`; `seat-released` when the seat was returned or released; `machine-changed` when the
 *   seat has moved to other hardware; `license-by-code` when it has no file; `product-unknown`; `service-not-signing`; every code of `decideIssue`
 */
export async function reissueLicense(parts: ReissueParts, licenseId: string, isNew = false): Promise<Reissue> {
  const locks = await locksOfLicense(parts.writer.store, licenseId);
  const answer = await parts.writer.write((context) => reissue(parts, context, { licenseId, isNew }), locks);
  if (answer.outcome === 'refused') throw new Refusal(answer.code, answer.details);
  return answer;
}

/** What reissuing licenses of one product needs. */
type ProductReissueParts = ChangeParts & SoldProduct;

interface WantedReissue {
  readonly licenseId: string;
  readonly isNew: boolean;
}

async function reissue(
  { products, ...change }: ReissueParts,
  context: WriteContext,
  { licenseId, isNew }: WantedReissue,
): Promise<Reissue | IssueRefused> {
  const { transaction } = context;
  const row = await findNewestAnswer(transaction, licenseId);
  if (row === undefined) return { outcome: 'refused', code: 'activation-unknown', details: {} };
  const parts = { ...change, ...productNamed(products, row.product) };
  const seat = await transaction
    .selectFrom('seats')
    .selectAll()
    .where('id', '=', row.seat_id)
    .executeTakeFirstOrThrow();
  if (seat.released_at !== null)
    return { outcome: 'refused', code: 'seat-released', details: { at: seat.released_at } };
  const file = fileIn(row.file);
  const license = readOwn(parts, file);
  const order = await orderAgain(transaction, { row, seat, license });
  const current = { outcome: 'current', licenseId: row.id, file } as const;
  if (!isNew && isCurrent(parts, license) && grantsThat(parts, order, license)) return current;
  const answer = await issueReplacement(parts, context, { row, seat, license }, order);
  // What a blocked serial number has yielded stays valid.
  return !isNew && answer.outcome === 'refused' && isCurrent(parts, license) ? current : answer;
}

/** @returns the newest license for the same request */
async function findNewestAnswer(
  transaction: StoreTransaction,
  licenseId: string,
): Promise<Selectable<LicenseTable> | undefined> {
  const licenses = transaction.selectFrom('licenses').selectAll();
  const named = await licenses.where('id', '=', licenseId).executeTakeFirst();
  if (named === undefined) return undefined;
  const first = named.reissue_of ?? named.id;
  const reissued = await licenses
    .where('seat_id', '=', named.seat_id)
    .where('reissue_of', '=', first)
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return reissued ?? named;
}

/** @throws Refusal `key-unknown` when neither keystore nor keyset has the signing key */
function readOwn({ keystore, keyset }: SoldProduct, file: Uint8Array): UnverifiedLicense {
  const sealed = openLicense(splitBundle(file)[0] ?? file);
  const keys = [...keystore.signers, ...keyset.keys].map(({ publicKey }) => publicKey);
  const key = keys.find((publicKey) => keyIdOf(publicKey) === sealed.keyId);
  if (key === undefined) throw new Refusal('key-unknown', { keyId: sealed.keyId });
  return readLicense(sealed, key);
}

/** Whether a machine with the current keyset accepts the license. */
function isCurrent({ keyset, now }: ProductReissueParts, { licenseId, keyId, stopDate }: UnverifiedLicense): boolean {
  const isListed = keyset.keys.some((key) => key.keyId === keyId) && !keyset.revokedKeys.includes(keyId);
  const hasEnded = stopDate !== undefined && stopDate <= toInstant(now());
  return isListed && !hasEnded && !keyset.revokedLicenses.includes(licenseId);
}

/** Whether a license issued at the same time would grant the same today. A license type may count from each request. */
function grantsThat({ catalog }: SoldProduct, order: IssueOrder, license: UnverifiedLicense): boolean {
  const { licenseId, keyId, issuedAt } = license;
  const context = { product: productRules(catalog), licenseId, keyId, now: new Date(millisecondsOf(issuedAt)) };
  const again = decideIssue(order, context);
  return again.outcome === 'issued' && termsOf(again.fields) === termsOf(license);
}

function termsOf(license: LicenseFields): string {
  const { licenseType, features, entitlements, stopDate, updateDate, requiredBindings } = license;
  return JSON.stringify([licenseType, features, entitlements, stopDate, updateDate, requiredBindings]);
}

/** A license with its seat, as issued before. */
interface EarlierAnswer {
  readonly row: Selectable<LicenseTable>;
  readonly seat: Pick<SeatTable, 'id' | 'pool' | 'taken_at' | 'trial_since'>;
  readonly license: UnverifiedLicense;
}

/** The order that the license answered, as it is decided now. */
async function orderAgain(transaction: StoreTransaction, { row, seat, license }: EarlierAnswer): Promise<IssueOrder> {
  const serial = row.serial_id === null ? undefined : await findSerialById(transaction, row.serial_id);
  const machine = machineWithKey(row.product, license.installationKey, license.bindings);
  const seats = await findEarlierSeats(transaction, { name: seat.pool, serial: null }, machine);
  return {
    request: requestOf(license),
    licenseType: row.license_type,
    serial: serial === undefined ? 'none' : serialRecord(serial),
    holder: license.holder,
    // Irrelevant: the license uses the existing seat.
    seatsTaken: 0,
    seats: seats.filter(({ seatId }) => seatId === seat.id),
    trialSince: seat.trial_since ?? seat.taken_at,
    confirmChange: false,
  };
}

async function issueReplacement(
  parts: ProductReissueParts,
  context: WriteContext,
  earlier: EarlierAnswer,
  order: IssueOrder,
): Promise<Reissue | IssueRefused> {
  const signer = currentSigner(parts);
  if (signer === null) return notSigning;
  const decision = decideIssue(order, {
    product: productRules(parts.catalog),
    licenseId: randomId(),
    keyId: keyIdOf(signer.publicKey),
    now: parts.now(),
  });
  if (decision.outcome === 'refused') return decision;
  // The seat has moved to other hardware since.
  if (!decision.replaces || decision.moves)
    return { outcome: 'refused', code: 'machine-changed', details: { seat: 'moves' } };
  // The machine's keyset is unknown, so the current one is included.
  const file = joinBundle([await writeLicense(decision.fields, signer), parts.keyset.file]);
  await storeReissue(parts, context, earlier, { fields: decision.fields, file });
  return { outcome: 'reissued', licenseId: decision.fields.licenseId, file };
}

/** Rebuilds the request, which is not stored, from the license that this service signed. */
function requestOf(license: UnverifiedLicense): LicenseRequest {
  const { requestId, product, clientProvidedVersion, issuedAt, installationKey, bindings } = license;
  return {
    requestId,
    product,
    productVersion: clientProvidedVersion,
    createdAt: issuedAt,
    installationKey,
    keysetVersion: 0,
    bindingStrength: strengthOf(bindings),
    bindings,
  } as unknown as LicenseRequest;
}

async function storeReissue(
  parts: ChangeParts,
  context: WriteContext,
  { row, seat }: EarlierAnswer,
  { fields, file }: { readonly fields: IssueGranted['fields']; readonly file: Uint8Array },
): Promise<void> {
  const { licenseId, licenseType, requestId, holder, issuedAt, stopDate } = fields;
  const first = row.reissue_of ?? row.id;
  await addLicense(context, {
    id: licenseId,
    requestId,
    orderDigest: row.order_digest,
    product: row.product,
    seatId: seat.id,
    ...machineWithKey(row.product, fields.installationKey, fields.bindings),
    listedUnder: await findListing(context.transaction, seat.id, fields.bindings),
    issuedAt,
    file: new TextDecoder().decode(file),
    licenseType,
    serialId: row.serial_id,
    holder,
    stopDate: stopDate ?? null,
    reissueOf: first,
  });
  const facts = {
    license: licenseId,
    product: row.product,
    request: requestId,
    replaces: first,
    licenseType,
    pool: seat.pool,
    seat: seat.id,
  };
  context.record({ ...occasionOf(parts), event: 'license-reissued', facts });
}
