import type { Selectable } from 'kysely';
import { keyIdOf } from '../../../src/crypto/keyId.ts';
import { joinBundle, splitBundle } from '../../../src/documents/bundle.ts';
import { toInstant } from '../../../src/documents/instant.ts';
import { openLicense, readLicense, type UnverifiedLicense, writeLicense } from '../../../src/documents/license.ts';
import type { LicenseRequest } from '../../../src/documents/request.ts';
import { decideIssue, type IssueDecision, type IssueRefused } from '../../../src/issue/decideIssue.ts';
import { Refusal } from '../../../src/refusal.ts';
import { randomId } from '../../randomId.ts';
import { findEarlierSeats, findListing } from '../../store/earlierSeats.ts';
import { addLicense } from '../../store/licenses.ts';
import { findSerialById } from '../../store/serials.ts';
import type { LicenseTable, SeatTable, StoreTransaction } from '../../store/tables.ts';
import type { WriteContext } from '../../store/writer.ts';
import { currentSigner, productRules, serialRecord } from '../issueContext.ts';
import { occasionOf, type ReissueParts } from './parts.ts';

export interface Reissue {
  /** `current`: what was handed out before is still good, and here it is again. */
  readonly outcome: 'current' | 'reissued';
  /** Of the license in the file. */
  readonly licenseId: string;
  /** Exact bytes: the license; the keyset behind it when it was made anew, and when it was handed out like that. */
  readonly file: Uint8Array;
}

type Issued = Extract<IssueDecision, { outcome: 'issued' }>;

/**
 * Answers the request of an activation once more, for a machine that has lost its license. What was handed out is handed
 * out again as long as machines accept it; else a license of its own id is made, under the key that signs now, on the
 * same seat. The request itself, sent again, goes on being answered as before.
 *
 * @throws Refusal `activation-unknown`; `seat-released` when the seat was given up; `machine-changed` when it has moved on
 *   to other hardware and the license is for that from before; every code of `decideIssue`
 */
export async function reissueLicense(parts: ReissueParts, licenseId: string): Promise<Reissue> {
  const answer = await parts.writer.write((writeContext) => answerOnceMore(parts, writeContext, licenseId));
  if (answer.outcome === 'refused') throw new Refusal(answer.code, answer.details);
  return answer;
}

async function answerOnceMore(
  parts: ReissueParts,
  writeContext: WriteContext,
  licenseId: string,
): Promise<Reissue | IssueRefused> {
  const { transaction } = writeContext;
  const row = await findNewestAnswer(transaction, licenseId);
  if (row === undefined) return { outcome: 'refused', code: 'activation-unknown', details: {} };
  const seat = await transaction
    .selectFrom('seats')
    .selectAll()
    .where('id', '=', row.seat_id)
    .executeTakeFirstOrThrow();
  if (seat.released_at !== null)
    return { outcome: 'refused', code: 'seat-released', details: { at: seat.released_at } };
  const file = new TextEncoder().encode(row.file);
  const license = readOwn(parts, file);
  if (isCurrent(parts, license)) return { outcome: 'current', licenseId: row.id, file };
  return makeAnew(parts, writeContext, { row, seat, license });
}

/** @returns the license that was made last for the same request */
async function findNewestAnswer(
  transaction: StoreTransaction,
  licenseId: string,
): Promise<Selectable<LicenseTable> | undefined> {
  const licenses = transaction.selectFrom('licenses').selectAll();
  const named = await licenses.where('id', '=', licenseId).executeTakeFirst();
  if (named === undefined) return undefined;
  const first = named.reissue_of ?? named.id;
  const anew = await licenses
    .where('seat_id', '=', named.seat_id)
    .where('reissue_of', '=', first)
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return anew ?? named;
}

/** @throws Refusal `key-unknown` when neither keystore nor keyset has the key that signed it */
function readOwn({ keystore, keyset }: ReissueParts, file: Uint8Array): UnverifiedLicense {
  const sealed = openLicense(splitBundle(file)[0] ?? file);
  const keys = [...keystore.signers, ...keyset.keys].map(({ publicKey }) => publicKey);
  const key = keys.find((publicKey) => keyIdOf(publicKey) === sealed.keyId);
  if (key === undefined) throw new Refusal('key-unknown', { keyId: sealed.keyId });
  return readLicense(sealed, key);
}

/** Whether a machine that holds the keyset in force accepts it. */
function isCurrent({ keyset, now }: ReissueParts, { licenseId, keyId, stopDate }: UnverifiedLicense): boolean {
  const isListed = keyset.keys.some((key) => key.keyId === keyId) && !keyset.revokedKeys.includes(keyId);
  const hasEnded = stopDate !== undefined && stopDate <= toInstant(now());
  return isListed && !hasEnded && !keyset.revokedLicenses.includes(licenseId);
}

interface Answered {
  readonly row: Selectable<LicenseTable>;
  readonly seat: Pick<SeatTable, 'id' | 'pool'>;
  readonly license: UnverifiedLicense;
}

async function makeAnew(
  parts: ReissueParts,
  writeContext: WriteContext,
  answered: Answered,
): Promise<Reissue | IssueRefused> {
  const { row, seat, license } = answered;
  const { transaction } = writeContext;
  const serial = row.serial_id === null ? undefined : await findSerialById(transaction, row.serial_id);
  const machine = { installationKey: row.installation_key, bindings: license.bindings };
  const seats = await findEarlierSeats(transaction, seat.pool, machine);
  const signer = currentSigner(parts);
  const decision = decideIssue(
    {
      request: requestBehind(license),
      licenseType: row.license_type,
      serial: serial === undefined ? 'none' : serialRecord(serial),
      holder: license.holder,
      // Of no account: no seat is taken here.
      seatsTaken: 0,
      seats: seats.filter(({ seatId }) => seatId === seat.id),
      confirmChange: false,
    },
    { product: productRules(parts.catalog), licenseId: randomId(), keyId: keyIdOf(signer.publicKey), now: parts.now() },
  );
  if (decision.outcome === 'refused') return decision;
  // The seat has moved on to other hardware since; it shall not move back unasked.
  if (!decision.replaces || decision.moves)
    return { outcome: 'refused', code: 'machine-changed', details: { seat: 'moves' } };
  // Which keyset the machine holds by now, nobody knows.
  const file = joinBundle([await writeLicense(decision.fields, signer), parts.keyset.file]);
  await keep(parts, writeContext, answered, { fields: decision.fields, file });
  return { outcome: 'reissued', licenseId: decision.fields.licenseId, file };
}

/** The request is not kept; all that matters of it is in the license, which we have signed ourselves. */
function requestBehind(license: UnverifiedLicense): LicenseRequest {
  const { requestId, product, clientProvidedVersion, issuedAt, installationKey, bindings } = license;
  return {
    requestId,
    product,
    productVersion: clientProvidedVersion,
    createdAt: issuedAt,
    installationKey,
    keysetVersion: 0,
    bindingStrength: bindings.length >= 3 ? 'strong' : 'weak',
    bindings,
  } as unknown as LicenseRequest;
}

async function keep(
  parts: ReissueParts,
  { transaction, record }: WriteContext,
  { row, seat }: Answered,
  { fields, file }: { readonly fields: Issued['fields']; readonly file: Uint8Array },
): Promise<void> {
  const { licenseId, licenseType, requestId, holder, issuedAt, stopDate } = fields;
  const first = row.reissue_of ?? row.id;
  await addLicense(transaction, {
    id: licenseId,
    requestId,
    orderDigest: row.order_digest,
    seatId: seat.id,
    installationKey: row.installation_key,
    bindings: fields.bindings,
    listedUnder: await findListing(transaction, seat.id, fields.bindings),
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
    request: requestId,
    replaces: first,
    licenseType,
    pool: seat.pool,
    seat: seat.id,
  };
  record({ ...occasionOf(parts), event: 'license-reissued', facts });
}
