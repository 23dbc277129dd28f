import { encodeBase64Url } from '../../src/crypto/base64.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import { areSameBindings } from '../../src/documents/bindings.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import { openEnvelope } from '../../src/documents/envelope.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { writeLicense } from '../../src/documents/license.ts';
import { type LicenseRequest, readOpened } from '../../src/documents/request.ts';
import { checkSerialNumber } from '../../src/documents/serialNumber.ts';
import { decideIssue, type IssueDecision, type IssueRefused, type KnownSerial } from '../../src/issue/decideIssue.ts';
import { Refusal } from '../../src/refusal.ts';
import { randomId } from '../randomId.ts';
import type { AuditEvent } from '../store/audit.ts';
import { type FirstOrders, prefetch } from '../store/firstOrders.ts';
import { addLicense, type FoundLicense, findLicense, type NewLicense } from '../store/licenses.ts';
import type { SeatWanted } from '../store/seats.ts';
import type { SerialTable } from '../store/tables.ts';
import type { BatchJob, WriteContext, Writer } from '../store/writer.ts';
import type { Catalog } from './catalog.ts';
import { currentSigner, productRules, type SigningParts, serialRecord } from './issueContext.ts';
import { type Order, orderDigest } from './order.ts';
import { assignSeat, flagDuplicate, readSeats, refuseChange, type Situation } from './seating.ts';
import { serialDigest } from './serialDigest.ts';

export interface Activation {
  /** `already-issued`: this order was answered before, and this is what was handed out then. */
  readonly outcome: 'issued' | 'already-issued';
  /** The license file, exact bytes; behind it the keyset's, where the machine holds an older one. */
  readonly file: Uint8Array;
}

export interface Activations {
  /**
   * Answers an order for a license. Once it resolves, the license is on the disk; repeated, it resolves to the same
   * bytes.
   *
   * @throws Refusal every code of `readRequest` and `decideIssue`; `serial-malformed` with `status`,
   *   `request-id-reused`; `license-returned` when its seat was given back since; `move-too-often`
   */
  activate(order: Order): Promise<Activation>;
}

/** What issuing needs. */
export interface ActivationParts extends SigningParts {
  readonly catalog: Catalog;
  readonly writer: Writer;
  /** Under whose name it stands in the audit trail; absent: the service's. */
  readonly actor?: AuditEvent['actor'];
}

/** An order that has been read, with everything about it that does not depend on the store. */
interface ReadOrder extends SeatWanted {
  readonly request: LicenseRequest;
  readonly holder: string;
  readonly confirmChange: boolean;
  readonly digest: string;
}

type Issued = Extract<IssueDecision, { outcome: 'issued' }>;

export function createActivations(parts: ActivationParts): Activations {
  const orders: BatchJob<ReadOrder, FirstOrders, Activation | IssueRefused> = {
    begin: ({ transaction }, wanted) => prefetch(transaction, wanted),
    work: (writeContext, wanted, firstOrders) =>
      issue(parts, inTheNameOf(parts.actor, writeContext), wanted, firstOrders),
    end: ({ transaction }, firstOrders) => firstOrders.write(transaction),
  };
  return {
    async activate(order) {
      const answer = await parts.writer.writeOne(orders, readWanted(parts, order));
      if (answer.outcome === 'refused') throw new Refusal(answer.code, answer.details);
      return answer;
    },
  };
}

function inTheNameOf(actor: AuditEvent['actor'] | undefined, { transaction, record }: WriteContext): WriteContext {
  return { transaction, record: (event) => record({ ...event, actor: actor ?? event.actor }) };
}

function readWanted({ catalog, keystore }: ActivationParts, order: Order): ReadOrder {
  const envelope = openEnvelope(new TextEncoder().encode(order.request), 'request');
  const request = readOpened(envelope);
  const needsSerial = catalog.licenseTypes.some(
    ({ id, serialNumber }) => id === order.licenseType && serialNumber === 'required',
  );
  const canonical = needsSerial ? canonicalSerial(order.serialNumber ?? '') : null;
  const digest = canonical === null ? null : serialDigest(keystore.pepper, canonical);
  return {
    request,
    machine: { installationKey: encodeBase64Url(request.installationKey), bindings: request.bindings },
    licenseType: order.licenseType,
    holder: order.holder ?? '',
    confirmChange: order.confirmChange ?? false,
    serialDigest: digest,
    digest: orderDigest(envelope.payload, order, digest),
  };
}

function canonicalSerial(typed: string): string | null {
  const checked = checkSerialNumber(typed);
  if (checked.status === 'valid') return checked.canonical;
  if (checked.status === 'empty') return null;
  throw new Refusal('serial-malformed', { status: checked.status });
}

function answerAgain(known: FoundLicense, wanted: ReadOrder): Activation | IssueRefused {
  if (known.order_digest !== wanted.digest) return { outcome: 'refused', code: 'request-id-reused', details: {} };
  if (known.released_at !== null) return { outcome: 'refused', code: 'license-returned', details: {} };
  return { outcome: 'already-issued', file: new TextEncoder().encode(known.file) };
}

/**
 * The signature is made inside the transaction. What is signed depends on what the transaction reads: which seat, since
 * when, under which serial number; signed before, it could be out of date, and a valid license would exist that no seat
 * stands for. The key is in this process, so the lock is held for milliseconds, and the bytes leave only after the
 * commit. A signer across a network would have to reserve the seat first and sign after.
 */
async function issue(
  parts: ActivationParts,
  writeContext: WriteContext,
  wanted: ReadOrder,
  firstOrders: FirstOrders,
): Promise<Activation | IssueRefused> {
  if (firstOrders.isFirstOrder(wanted)) return issueFirstOrder(parts, writeContext, wanted, firstOrders);
  await firstOrders.write(writeContext.transaction);
  firstOrders.remember(wanted);
  return issueToKnown(parts, writeContext, wanted);
}

async function issueFirstOrder(
  parts: ActivationParts,
  writeContext: WriteContext,
  wanted: ReadOrder,
  firstOrders: FirstOrders,
): Promise<Activation | IssueRefused> {
  const [serial, pool] = [firstOrders.serial(wanted), firstOrders.pool(wanted)];
  const seatsTaken = await firstOrders.seatsTaken(writeContext.transaction, pool);
  const situation: Situation = { serial, pool, seatsTaken, seats: [] };
  const { signer, decision } = decide(parts, wanted, situation);
  if (decision.outcome === 'refused') return decision;
  const seat = { id: randomId(), taken: seatsTaken, at: decision.fields.issuedAt };
  const file = await writeFile(parts, wanted, decision, signer);
  firstOrders.remember(wanted);
  firstOrders.add({ pool, seat, license: newLicense(wanted, decision, { situation, seatId: seat.id, file }) });
  recordIssue(writeContext, wanted, decision, { situation, seatId: seat.id });
  return { outcome: 'issued', file };
}

async function issueToKnown(
  parts: ActivationParts,
  writeContext: WriteContext,
  wanted: ReadOrder,
): Promise<Activation | IssueRefused> {
  const { transaction } = writeContext;
  const known = await findLicense(transaction, wanted.request.requestId);
  if (known !== undefined) return answerAgain(known, wanted);
  const situation = await readSeats(transaction, wanted);
  const { signer, decision } = decide(parts, wanted, situation);
  if (decision.duplicate) await flagDuplicate(writeContext, decision.duplicate, toInstant(parts.now()));
  if (decision.outcome === 'refused') return decision;
  const refusal = await refuseMove(parts, writeContext, wanted, { situation, decision });
  if (refusal) return refusal;
  const seatId = await assignSeat(writeContext, wanted, situation, decision);
  const file = await writeFile(parts, wanted, decision, signer);
  await addLicense(transaction, newLicense(wanted, decision, { situation, seatId, file }));
  recordIssue(writeContext, wanted, decision, { situation, seatId });
  return { outcome: 'issued', file };
}

function decide(parts: ActivationParts, wanted: ReadOrder, situation: Situation) {
  const signer = currentSigner(parts);
  const decision = decideIssue(
    { ...wanted, ...situation, serial: askedSerial(wanted, situation.serial) },
    { product: productRules(parts.catalog), licenseId: randomId(), keyId: keyIdOf(signer.publicKey), now: parts.now() },
  );
  return { signer, decision };
}

/** @returns the license file; the keyset's behind it for a machine that holds an older one */
async function writeFile(
  { keyset }: ActivationParts,
  { request }: ReadOrder,
  { fields }: Issued,
  signer: Signer,
): Promise<Uint8Array> {
  const license = await writeLicense(fields, signer);
  return request.keysetVersion < keyset.version ? joinBundle([license, keyset.file]) : license;
}

/** Asked last, so that it tells nothing about a serial number that is refused. */
async function refuseMove(
  { catalog, now }: ActivationParts,
  { transaction }: WriteContext,
  { machine }: ReadOrder,
  { situation, decision }: { readonly situation: Situation; readonly decision: Issued },
): Promise<IssueRefused | null> {
  if (!decision.moves || !decision.replaces || !situation.pool.serial) return null;
  const { seatId } = decision.replaces;
  return refuseChange(transaction, 'moved', { ...machine, seatId }, { rules: catalog, now: now() });
}

interface Placed {
  readonly situation: Situation;
  readonly seatId: string;
}

function newLicense(
  { machine, digest }: ReadOrder,
  { fields }: Issued,
  { situation, seatId, file }: Placed & { readonly file: Uint8Array },
): NewLicense {
  const listings = situation.seats.find((one) => one.seatId === seatId)?.listings;
  const listed = listings?.find(({ bindings }) => areSameBindings(bindings, machine.bindings));
  return {
    ...machine,
    listedUnder: listed?.licenseId ?? null,
    id: fields.licenseId,
    requestId: fields.requestId,
    orderDigest: digest,
    seatId,
    issuedAt: fields.issuedAt,
    file: new TextDecoder().decode(file),
    licenseType: fields.licenseType,
    serialId: situation.pool.serial?.id ?? null,
    holder: fields.holder,
    stopDate: fields.stopDate ?? null,
  };
}

function recordIssue(
  { record }: WriteContext,
  { digest }: ReadOrder,
  { fields, replaces }: Issued,
  { situation, seatId }: Placed,
): void {
  record({
    at: fields.issuedAt,
    event: replaces === null ? 'license-issued' : 'license-reissued',
    actor: 'service',
    facts: {
      license: fields.licenseId,
      request: fields.requestId,
      order: digest,
      licenseType: fields.licenseType,
      pool: situation.pool.name,
      seat: seatId,
    },
  });
}

function askedSerial(wanted: ReadOrder, serial: SerialTable | undefined): KnownSerial | 'none' | 'unknown' {
  if (wanted.serialDigest === null) return 'none';
  return serial === undefined ? 'unknown' : serialRecord(serial);
}
