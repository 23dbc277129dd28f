import type { LicenseOrder } from '../../src/contract/order.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { writeLicense } from '../../src/documents/license.ts';
import { decideIssue, type IssueRefused } from '../../src/issue/decideIssue.ts';
import type { KnownSerial } from '../../src/issue/issueOrder.ts';
import { Refusal } from '../../src/refusal.ts';
import { randomId } from '../randomId.ts';
import type { AuditEvent } from '../store/audit.ts';
import { type FirstOrders, prefetch } from '../store/firstOrders.ts';
import { addLicense, type FoundLicense, findLicense, findRenewed } from '../store/licenses.ts';
import type { SerialTable } from '../store/tables.ts';
import type { BatchJob, WriteContext, Writer } from '../store/writer.ts';
import { currentSigner, type IssueGranted, notSigning, productRules, serialRecord } from './issueContext.ts';
import { newLicense, recordIssue } from './licenseRecord.ts';
import type { Products, SoldProduct } from './products.ts';
import { type ReadOrder, readOrder } from './readOrder.ts';
import { assignSeat, flagDuplicate, readSeats, refuseChange, type SeatSituation } from './seating.ts';

/** Answer to an order. */
export interface IssuedActivation {
  /** `already-issued`: the order was answered before, and `file` is that answer. */
  readonly outcome: 'issued' | 'already-issued';
  /** Exact bytes of the license file, followed by the keyset file for a machine with an older keyset. */
  readonly file: Uint8Array;
}

export interface Activations {
  /**
   * Answers an order for a license. The license is on the disk when the promise resolves; a repeated order gets the same
   * bytes.
   *
   * @param named receives the id of the product once it is known
   * @throws Refusal every code of `readRequest` and `decideIssue`; `serial-malformed` with `status`,
   *   `request-id-reused`; `renewal-refused`; `service-not-signing`; `license-returned` when its seat was returned or released since; `move-too-often`
   */
  activate(order: LicenseOrder, named?: (product: string) => void): Promise<IssuedActivation>;
}

/** What issuing needs. */
export interface ActivationParts {
  readonly products: Products;
  readonly writer: Writer;
  readonly now: () => Date;
  /** Actor in the audit trail; the service by default. */
  readonly actor?: AuditEvent['actor'];
}

/** What issuing licenses of one product needs. */
interface IssueParts extends SoldProduct {
  readonly now: () => Date;
}

export function createActivations(parts: ActivationParts): Activations {
  const batchJob: BatchJob<ReadOrder, FirstOrders, IssuedActivation | IssueRefused> = {
    begin: ({ transaction }, orders) => prefetch(transaction, orders),
    run: (context, order, firstOrders) =>
      issue({ ...order.sold, now: parts.now }, withActor(context, parts.actor), order, firstOrders),
    end: ({ transaction }, firstOrders) => firstOrders.write(transaction),
  };
  return {
    async activate(order, named) {
      const typed = readOrder(parts, order);
      named?.(typed.request.product);
      const read = await withSerialOf(parts.writer, typed);
      const answer = await parts.writer.writeInBatch(batchJob, read);
      if (answer.outcome === 'refused') throw new Refusal(answer.code, answer.details);
      return answer;
    },
  };
}

/**
 * Finds the serial number of the license that an order renews: the request is signed by the installation that holds it. The
 * serial number of a license never changes; all else is read again with the order.
 *
 * @throws Refusal `renewal-refused`, `license-returned`
 */
async function withSerialOf(writer: Writer, order: ReadOrder): Promise<ReadOrder> {
  const { renews: licenseId } = order;
  if (licenseId === null) return order;
  const { installationKey } = order.machine;
  const { product } = order.request;
  const wanted = { licenseId, product, installationKey };
  const renewed = await writer.write(({ transaction }) => findRenewed(transaction, wanted));
  if (!renewed) throw new Refusal('renewal-refused');
  if (renewed.released_at !== null) throw new Refusal('license-returned');
  return { ...order, serialDigest: renewed.digest };
}

function withActor({ transaction, record }: WriteContext, actor: AuditEvent['actor'] | undefined): WriteContext {
  return { transaction, record: (event) => record({ ...event, actor: actor ?? event.actor }) };
}

/**
 * Issues a license. The license is signed inside the transaction, because its content depends on what the transaction
 * reads: seat, dates and serial number. A license signed earlier could be outdated and valid without a seat. The key is in
 * this process, so signing holds the lock for milliseconds only, and the bytes leave after the commit. A remote signer
 * would have to reserve the seat first and sign afterwards.
 */
async function issue(
  parts: IssueParts,
  context: WriteContext,
  order: ReadOrder,
  firstOrders: FirstOrders,
): Promise<IssuedActivation | IssueRefused> {
  if (order.renews === null && firstOrders.isFirstOrder(order))
    return issueFirstOrder(parts, context, order, firstOrders);
  await firstOrders.write(context.transaction);
  firstOrders.remember(order);
  return issueToKnown(parts, context, order, firstOrders.serial(order));
}

async function issueFirstOrder(
  parts: IssueParts,
  context: WriteContext,
  order: ReadOrder,
  firstOrders: FirstOrders,
): Promise<IssuedActivation | IssueRefused> {
  const [serial, pool] = [firstOrders.serial(order), firstOrders.pool(order)];
  const seatsTaken = await firstOrders.seatsTaken(context.transaction, pool);
  const situation: SeatSituation = { serial, pool, seatsTaken, seats: [], trialSince: null };
  const signer = currentSigner(parts);
  if (signer === null) return notSigning;
  const decision = decide(parts, order, situation, signer);
  if (decision.outcome === 'refused') return decision;
  const seat = { id: randomId(), taken: seatsTaken, at: decision.fields.issuedAt };
  const file = await writeFile(parts, order, decision, signer);
  firstOrders.remember(order);
  const { serialEnd } = decision;
  firstOrders.add({
    serial,
    serialEnd,
    pool,
    seat,
    license: newLicense(order, decision, { situation, seatId: seat.id, file }),
  });
  recordIssue(context, order, decision, { situation, seatId: seat.id });
  return { outcome: 'issued', file };
}

async function issueToKnown(
  parts: IssueParts,
  context: WriteContext,
  order: ReadOrder,
  serial: SerialTable | undefined,
): Promise<IssuedActivation | IssueRefused> {
  const { transaction } = context;
  const known = await findLicense(transaction, order.request.requestId);
  if (known !== undefined) return answerAgain(known, order);
  const signer = currentSigner(parts);
  if (signer === null) return notSigning;
  const situation = await readSeats(transaction, order, serial, parts.catalog);
  const decision = decide(parts, order, situation, signer);
  if (decision.duplicate) {
    const { product } = order.request;
    await flagDuplicate(context, decision.duplicate, { product, at: toInstant(parts.now()) });
  }
  if (decision.outcome === 'refused') return decision;
  // It keeps its seat, or gets none.
  if (order.renews !== null && !decision.replaces?.isOwn)
    return { outcome: 'refused', code: 'renewal-refused', details: {} };
  const refusal = await refuseMove(parts, context, order, { situation, decision });
  if (refusal) return refusal;
  const seatId = await assignSeat(context, order, situation, decision);
  const file = await writeFile(parts, order, decision, signer);
  await addLicense(transaction, newLicense(order, decision, { situation, seatId, file }));
  recordIssue(context, order, decision, { situation, seatId });
  return { outcome: 'issued', file };
}

function answerAgain(known: FoundLicense, order: ReadOrder): IssuedActivation | IssueRefused {
  if (known.order_digest !== order.digest) return { outcome: 'refused', code: 'request-id-reused', details: {} };
  if (known.released_at !== null) return { outcome: 'refused', code: 'license-returned', details: {} };
  return { outcome: 'already-issued', file: new TextEncoder().encode(known.file) };
}

function decide(parts: IssueParts, order: ReadOrder, situation: SeatSituation, signer: Signer) {
  return decideIssue(
    { ...order, ...situation, serial: serialOf(order, situation.serial) },
    { product: productRules(parts.catalog), licenseId: randomId(), keyId: keyIdOf(signer.publicKey), now: parts.now() },
  );
}

function serialOf(order: ReadOrder, serial: SerialTable | undefined): KnownSerial | 'none' | 'unknown' {
  if (order.serialDigest === null) return 'none';
  return serial === undefined ? 'unknown' : serialRecord(serial);
}

/** @returns the license file, followed by the keyset file for a machine with an older keyset */
async function writeFile(
  { keyset }: IssueParts,
  { request }: ReadOrder,
  { fields }: IssueGranted,
  signer: Signer,
): Promise<Uint8Array> {
  const license = await writeLicense(fields, signer);
  return request.keysetVersion < keyset.version ? joinBundle([license, keyset.file]) : license;
}

/** Checked after everything else, so that it reveals nothing about a refused serial number. */
async function refuseMove(
  { catalog, now }: IssueParts,
  { transaction }: WriteContext,
  { machine }: ReadOrder,
  { situation, decision }: { readonly situation: SeatSituation; readonly decision: IssueGranted },
): Promise<IssueRefused | null> {
  if (!decision.moves || !decision.replaces || !situation.pool.serial) return null;
  const { seatId } = decision.replaces;
  return refuseChange(transaction, 'moved', { ...machine, seatId }, { rules: catalog, now: now() });
}
