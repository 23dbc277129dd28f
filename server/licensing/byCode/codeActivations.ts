import type { CodeOrder, ConfirmationCode } from '../../../src/contract/calls/codes.ts';
import { decodeBase64Url } from '../../../src/crypto/base64.ts';
import type { Signer } from '../../../src/crypto/signer.ts';
import { strengthOf } from '../../../src/documents/bindings.ts';
import { millisecondsOf, toInstant, usualStart } from '../../../src/documents/instant.ts';
import type { LicenseFields } from '../../../src/documents/license.ts';
import type { LicenseRequest } from '../../../src/documents/request.ts';
import type { IssueDecision, IssueRefused } from '../../../src/issue/decideIssue.ts';
import { Refusal } from '../../../src/refusal.ts';
import { chooseLongestListed, chooseSigner } from '../../keys/signingKeys.ts';
import { randomId } from '../../randomId.ts';
import type { AuditEvent } from '../../store/audit.ts';
import { addLicense, findLicense, newestOfSeat, productOfLicense } from '../../store/licenses.ts';
import { type Locks, machineLocks } from '../../store/locks.ts';
import { identifyCoded } from '../../store/machines/codedMachines.ts';
import { isDigestKey, type OrderingMachine } from '../../store/machines/machineKeys.ts';
import { findSerial } from '../../store/serials.ts';
import type { StoreTransaction } from '../../store/tables.ts';
import type { WriteContext, Writer } from '../../store/writer.ts';
import { poolLock, refuseMove, withActor } from '../activations.ts';
import { decide } from '../foreseenLicense.ts';
import { type IssueGranted, notSigning } from '../issueContext.ts';
import { newLicense, recordIssue } from '../licenseRecord.ts';
import { type Products, productNamed, productOfDocument } from '../products.ts';
import { assignSeat, flagDuplicate, readSeats, type SeatSituation } from '../seating.ts';
import { writeKnowing } from '../writeKnowing.ts';
import { type ReadCodeOrder, readCodeOrder } from './readCodeOrder.ts';
import { type SignedCode, signCode } from './signCode.ts';
import { codeIn, storedCode } from './storedCode.ts';

/** Answer to an order by code. */
export interface CodeActivation {
  /** `already-issued`: the machine was given this code before. */
  readonly outcome: 'issued' | 'already-issued';
  readonly code: ConfirmationCode;
}

export interface CodeActivations {
  /**
   * Answers an installation code with a confirmation code. The license is on the disk when the promise resolves.
   *
   * Seats follow the rules of orders by file. A machine keeps its seat when it comes by file first and by code later, or the
   * other way: by file, its digest is computed. Where its hardware has changed since, a digest does not tell how much, so
   * that counts as a move and is asked about. An installation code has nothing that would make it new each time: typed again
   * within a day, it gets the code that it got, as long as only the time would be different.
   *
   * @param named receives the id of the product once it is known
   * @throws Refusal every code of `readCodeOrder` and `decideIssue`; `product-unclear`, `product-other`; `code-impossible`;
   *   `service-not-signing`; `move-too-often`
   */
  activate(order: CodeOrder, named?: (product: string) => void): Promise<CodeActivation>;
}

/** What issuing by code needs. */
export interface CodeActivationParts {
  readonly products: Products;
  readonly writer: Writer;
  readonly now: () => Date;
  /** In the audit trail; the service by default. */
  readonly actor?: AuditEvent['actor'];
}

export function createCodeActivations(parts: CodeActivationParts): CodeActivations {
  const { products, writer, actor } = parts;
  return {
    async activate(sent, named) {
      const { product } = sent;
      const sold = product === undefined ? productNamed(products, product) : productOfDocument(products, { product });
      named?.(sold.catalog.product.id);
      const order = readCodeOrder(sold, sent);
      const answer = await writeKnowing(writer, {
        find: (store) => identifyCoded(store, productOf(order), order.coded),
        locksOf: (machine) => locksOf(order, machine),
        job: (context, machine) => issue(parts, withActor(context, actor), order, machine),
      });
      if (answer.outcome === 'refused') throw new Refusal(answer.code, answer.details);
      return answer;
    },
  };
}

const SECOND_MS = 1000;
/** How long a machine is given the same code again; a license that it refuses must not be all that it ever gets. */
const GIVEN_AGAIN_MS = 24 * 60 * 60 * SECOND_MS;
/** How far ahead of the clock a license is dated, in seconds. */
const MOST_AHEAD = 60;
const productOf = ({ sold }: ReadCodeOrder) => sold.catalog.product.id;

function locksOf(order: ReadCodeOrder, machine: OrderingMachine): Locks {
  return [poolLock(order), ...machineLocks(productOf(order), machine)];
}

async function issue(
  { now }: CodeActivationParts,
  context: WriteContext,
  order: ReadCodeOrder,
  machine: OrderingMachine,
): Promise<CodeActivation | IssueRefused> {
  const { transaction } = context;
  const at = now();
  const signer = signerFor(order, at);
  if (signer === null) return notSigning;
  const wanted = { ...order, machine, request: requestOf(order, machine, at) };
  const serial = order.serialDigest === null ? undefined : await findSerial(transaction, order.serialDigest);
  const situation = await readSeats(transaction, wanted, serial, order.sold.catalog);
  const { decision, signed } = await decideUnlikeBefore(transaction, wanted, situation, { signer, at });
  if (decision.duplicate) {
    await flagDuplicate(context, decision.duplicate, { product: productOf(order), at: toInstant(at) });
  }
  if (decision.outcome === 'refused') return decision;
  const given = await givenBefore(transaction, order, decision, signer);
  if (given) return { outcome: 'already-issued', code: answerOf(given, wanted, given.fields) };
  const refusal = await refuseMove({ ...order.sold, now }, context, wanted, { decision, situation });
  if (refusal) return refusal;
  const seatId = await assignSeat(context, wanted, situation, decision);
  const file = new TextEncoder().encode(storedCode(signed.groups));
  await addLicense(context, newLicense(wanted, decision, { situation, seatId, file }));
  recordIssue(context, wanted, decision, { situation, seatId });
  return { outcome: 'issued', code: answerOf(signed, wanted, decision.fields) };
}

type WantedByCode = ReadCodeOrder & { readonly machine: OrderingMachine; readonly request: LicenseRequest };
type Moment = { readonly signer: Signer; readonly at: Date };

interface SignedDecision {
  readonly decision: IssueDecision;
  /** Empty where the order is refused. */
  readonly signed: SignedCode;
}

/**
 * The id of a license by code follows from its content. A machine that returned one and orders again within the same second
 * would get the returned one, so that the new one is dated a second later.
 */
async function decideUnlikeBefore(
  transaction: StoreTransaction,
  wanted: WantedByCode,
  situation: SeatSituation,
  { signer, at }: Moment,
): Promise<SignedDecision> {
  for (let ahead = await firstSecond(transaction, situation, at); ahead <= MOST_AHEAD; ahead += 1) {
    const time = new Date(at.getTime() + ahead * SECOND_MS);
    const decision = decide(wanted.sold, { ...wanted, at: time, licenseId: randomId() }, situation, signer);
    if (decision.outcome === 'refused') return { decision, signed: { groups: [], licenseId: '' } };
    const signed = await signCode(decision.fields, signer, readerOf(wanted));
    const { licenseId } = signed;
    if (await isTaken(transaction, licenseId)) continue;
    return { decision: { ...decision, fields: { ...decision.fields, licenseId, requestId: licenseId } }, signed };
  }
  throw new Refusal('service-busy', { retryAfter: MOST_AHEAD });
}

/** @returns seconds from now to the first one after the seat's newest license: what was given until then is not tried again */
async function firstSecond(transaction: StoreTransaction, { seats }: SeatSituation, at: Date): Promise<number> {
  const own = seats.find(({ isOwn }) => isOwn);
  if (own === undefined) return 0;
  const { issued_at: newest } = await newestOfSeat(transaction, own.seatId);
  const passed = (millisecondsOf(newest) - millisecondsOf(toInstant(at))) / SECOND_MS + 1;
  return Math.min(MOST_AHEAD, Math.max(0, passed));
}

/** Ids of licenses by code can be foreseen, so that a request by file may have one. */
async function isTaken(transaction: StoreTransaction, id: string): Promise<boolean> {
  const [license, answer] = [await productOfLicense(transaction, id), await findLicense(transaction, id)];
  return license !== undefined || answer !== undefined;
}

/** A code brings no keyset. A machine with another one probably has the key that is listed for longest. */
function signerFor({ sold: { keystore, keyset }, keysetVersion }: ReadCodeOrder, at: Date): Signer | null {
  const choose = keysetVersion === keyset.version % 256 ? chooseSigner : chooseLongestListed;
  return choose(keystore.signers, keyset, at);
}

const readerOf = ({ mark, vocabulary }: ReadCodeOrder) => ({ mark, vocabulary });

/** The request that a code stands for. What the vendor does not know of the machine does not enter the code either. */
function requestOf(order: ReadCodeOrder, { installationKey, bindings }: OrderingMachine, at: Date): LicenseRequest {
  const { product } = order.sold.catalog;
  const key = isDigestKey(installationKey) ? null : decodeBase64Url(installationKey);
  return {
    requestId: randomId(),
    product: product.id,
    productVersion: product.version,
    createdAt: toInstant(at),
    installationKey: key ?? new Uint8Array(32),
    keysetVersion: order.keysetVersion,
    bindingStrength: strengthOf(bindings),
    bindings,
  } as unknown as LicenseRequest;
}

type GivenCode = SignedCode & { readonly fields: LicenseFields };

/**
 * @returns the code that the machine was given last, if that was within a day and one that is made now would differ in nothing
 *   but its time; null where the license was revoked, or a new one is wanted
 */
async function givenBefore(
  transaction: StoreTransaction,
  order: ReadCodeOrder,
  { replaces, moves, fields }: IssueGranted,
  signer: Signer,
): Promise<GivenCode | null> {
  if (replaces === null || moves || order.isNew) return null;
  const newest = await newestOfSeat(transaction, replaces.seatId);
  if (newest.order_digest !== order.digest || codeIn(newest.file) === null) return null;
  const { issued_at: issuedAt } = newest;
  const isOld = millisecondsOf(fields.issuedAt) - millisecondsOf(issuedAt) > GIVEN_AGAIN_MS;
  if (isOld || order.sold.keyset.revokedLicenses.includes(newest.id)) return null;
  const then = { ...fields, issuedAt, startDate: usualStart(millisecondsOf(issuedAt)) };
  const again = await signCode(then, signer, readerOf(order));
  return storedCode(again.groups) === newest.file ? { ...again, fields: then } : null;
}

function answerOf(
  { groups, licenseId }: SignedCode,
  { machine: { machineId } }: WantedByCode,
  { licenseType, issuedAt, stopDate }: LicenseFields,
): ConfirmationCode {
  return { groups, licenseId, machine: machineId, licenseType, issuedAt, stopDate: stopDate ?? null };
}
