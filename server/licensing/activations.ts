import type { LicenseOrder } from '../../src/contract/calls/order.ts';
import { toInstant } from '../../src/documents/instant.ts';
import type { IssueRefused } from '../../src/issue/decideIssue.ts';
import { Refusal } from '../../src/refusal.ts';
import { randomId } from '../randomId.ts';
import { type DocumentReader, licenseKeysOf } from '../reading/documents.ts';
import { readHere } from '../reading/readHere.ts';
import type { AuditEvent } from '../store/audit.ts';
import { type FirstOrders, prefetch } from '../store/firstOrders.ts';
import { addLicense, type FoundLicense, findLicense, findRenewed } from '../store/licenses.ts';
import { lockNames, machineLocks } from '../store/locks.ts';
import { typePool } from '../store/seats.ts';
import type { SerialTable, Store } from '../store/tables.ts';
import type { BatchJob, WriteContext, Writer } from '../store/writer.ts';
import {
  createSerialReader,
  decide,
  type ForeseenOrder,
  foresee,
  type IssueParts,
  writeFile,
} from './foreseenLicense.ts';
import { currentSigner, type IssueGranted, notSigning } from './issueContext.ts';
import { newLicense, recordIssue } from './licenseRecord.ts';
import type { Products } from './products.ts';
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
  /** By default in the calling thread. */
  readonly documents?: DocumentReader;
  /** Actor in the audit trail; the service by default. */
  readonly actor?: AuditEvent['actor'];
}

export function createActivations(parts: ActivationParts): Activations {
  const { products, documents = readHere(licenseKeysOf(products.values())) } = parts;
  const batchJob: BatchJob<ForeseenOrder, FirstOrders, IssuedActivation | IssueRefused> = {
    begin: ({ transaction }, orders) => prefetch(transaction, orders),
    run: (context, order, firstOrders) =>
      issue({ ...order.sold, now: parts.now }, withActor(context, parts.actor), order, firstOrders),
    end: (context, firstOrders) => firstOrders.write(context),
  };
  const readSerial = createSerialReader(parts.writer.store);
  return {
    async activate(sent, named) {
      const typed = await readOrder({ products, documents }, sent);
      named?.(typed.request.product);
      const read = await withSerialOf(parts.writer.store, typed);
      const order = await foresee({ ...read.sold, now: parts.now }, readSerial, read);
      const answer = await parts.writer.writeInBatch(batchJob, order, locksOf(order));
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
async function withSerialOf(store: Store, order: ReadOrder): Promise<ReadOrder> {
  const { renews: licenseId } = order;
  if (licenseId === null) return order;
  const { product } = order.request;
  const renewed = await findRenewed(store, { licenseId, product, machine: order.machine });
  if (!renewed) throw new Refusal('renewal-refused');
  if (renewed.released_at !== null) throw new Refusal('license-returned');
  return { ...order, serialDigest: renewed.digest };
}

export function withActor(context: WriteContext, actor: AuditEvent['actor'] | undefined): WriteContext {
  return { ...context, record: (event) => context.record({ ...event, actor: actor ?? event.actor }) };
}

/** @returns name of the lock of the seats that an order is for */
export function poolLock({
  sold,
  licenseType,
  serialDigest,
}: Pick<ReadOrder, 'sold' | 'licenseType' | 'serialDigest'>): string {
  const pool = typePool(sold.catalog.product.id, licenseType);
  return serialDigest === null ? lockNames.pool(pool.name) : lockNames.serial(serialDigest);
}

/**
 * What the answer to an order depends on: the seats of its serial number, or of its license type where that needs none, and
 * earlier answers to its request. Only an order that may move a seat also counts against its machine's limits.
 */
function locksOf({ sold, request, machine, licenseType, serialDigest, confirmChange }: ForeseenOrder): string[] {
  const product = sold.catalog.product.id;
  const pool = poolLock({ sold, licenseType, serialDigest });
  const moves = confirmChange && serialDigest !== null ? machineLocks(product, machine) : [];
  return [pool, lockNames.request(request.requestId), ...moves];
}

/**
 * Issues a license. What its content depends on, seat, dates and serial number, is read again inside the transaction: the
 * license that was signed ahead could be outdated, and valid without a seat. Nobody gets it before the commit.
 */
async function issue(
  parts: IssueParts,
  context: WriteContext,
  order: ForeseenOrder,
  firstOrders: FirstOrders,
): Promise<IssuedActivation | IssueRefused> {
  if (order.renews === null && firstOrders.isFirstOrder(order))
    return issueFirstOrder(parts, context, order, firstOrders);
  await firstOrders.write(context);
  firstOrders.remember(order);
  return issueToKnown(parts, context, order, firstOrders.serial(order));
}

async function issueFirstOrder(
  parts: IssueParts,
  context: WriteContext,
  order: ForeseenOrder,
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
  const file = await writeFile(parts, order, decision.fields, signer);
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
  order: ForeseenOrder,
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
  const file = await writeFile(parts, order, decision.fields, signer);
  await addLicense(context, newLicense(order, decision, { situation, seatId, file }));
  recordIssue(context, order, decision, { situation, seatId });
  return { outcome: 'issued', file };
}

function answerAgain(known: FoundLicense, order: ReadOrder): IssuedActivation | IssueRefused {
  if (known.order_digest !== order.digest) return { outcome: 'refused', code: 'request-id-reused', details: {} };
  if (known.released_at !== null) return { outcome: 'refused', code: 'license-returned', details: {} };
  return { outcome: 'already-issued', file: new TextEncoder().encode(known.file) };
}

/** Checked after everything else, so that it reveals nothing about a refused serial number. */
export async function refuseMove(
  { catalog, now }: IssueParts,
  { transaction }: WriteContext,
  { machine }: Pick<ReadOrder, 'machine'>,
  { situation, decision }: { readonly situation: SeatSituation; readonly decision: IssueGranted },
): Promise<IssueRefused | null> {
  if (!decision.moves || !decision.replaces || !situation.pool.serial) return null;
  const { seatId } = decision.replaces;
  return refuseChange(transaction, 'moved', { ...machine, seatId }, { rules: catalog, now: now() });
}
