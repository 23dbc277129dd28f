import { encodeBase64Url } from '../../src/crypto/base64.ts';
import { toInstant } from '../../src/documents/instant.ts';
import type { ReturnReceipt } from '../../src/documents/returnReceipt.ts';
import type { IssueRefused } from '../../src/issue/decideIssue.ts';
import { Refusal } from '../../src/refusal.ts';
import { verifyReturnReceipt } from '../../src/verify/returnReceipt.ts';
import type { DocumentReader } from '../reading/documents.ts';
import { readHere } from '../reading/readHere.ts';
import type { AuditEvent } from '../store/audit.ts';
import type { Locks } from '../store/locks.ts';
import {
  addReturn,
  findReturnedLicense,
  hasReturn,
  isOwnerOf,
  lastCounter,
  locksOfReturn,
  type ReturnedLicense,
} from '../store/returns.ts';
import { addSeatChange } from '../store/seatChanges.ts';
import { countSeatsTaken, releaseSeat } from '../store/seats.ts';
import type { Store, StoreTransaction } from '../store/tables.ts';
import type { WriteContext, Writer } from '../store/writer.ts';
import { type Products, productOfDocument, type SoldProduct } from './products.ts';
import { refuseChange } from './seating.ts';
import { writeKnowing } from './writeKnowing.ts';

/** Answer to a return receipt. */
export interface ReturnResult {
  /** `already-returned`: the receipt was accepted before, or the seat was already free. */
  readonly outcome: 'returned' | 'already-returned';
  /** Free seats of the serial number; null when unlimited. */
  readonly seatsLeft: number | null;
}

export interface Returns {
  /**
   * Accepts a machine's return receipt. The change is on the disk when the promise resolves; repeating it changes nothing.
   *
   * @param bytes the receipt; it may have been damaged on its way, and is stored as it was signed
   * @param named receives the id of the product once it is known
   * @throws Refusal every code of `DocumentReader` and `verifyReturnReceipt`; `return-superseded` when the seat has a newer license;
   *   `return-too-often` with `perYear` and `nextAt`, `return-too-soon` with `nextAt`
   */
  take(bytes: Uint8Array, named?: (product: string) => void): Promise<ReturnResult>;
}

/** What returns need. */
export interface ReturnParts {
  readonly products: Products<Pick<SoldProduct, 'catalog'>>;
  readonly writer: Writer;
  readonly now: () => Date;
  /** By default in the calling thread. */
  readonly documents?: DocumentReader;
  /** Actor in the audit trail; the service by default. */
  readonly actor?: AuditEvent['actor'];
}

interface Receipt extends Pick<SoldProduct, 'catalog'> {
  readonly file: Uint8Array;
  readonly fields: ReturnReceipt;
  /** The receipt's installation key, base64url. */
  readonly installationKey: string;
}

export function createReturns(parts: ReturnParts): Returns {
  const { documents = readHere([]) } = parts;
  return {
    async take(bytes, named) {
      const { file, content: fields } = await documents.read('return', bytes);
      const { catalog } = productOfDocument(parts.products, fields);
      named?.(fields.product);
      const receipt = { file, fields, catalog, installationKey: encodeBase64Url(fields.installationKey) };
      const answer = await writeKnowing(parts.writer, {
        find: (store) => findLicense(store, receipt),
        locksOf: (license) => locksOf(receipt, license),
        job: (context, license) => returnLicense(parts, context, receipt, license),
      });
      if (answer.outcome === 'refused') throw new Refusal(answer.code, answer.details);
      return answer;
    },
  };
}

function locksOf({ fields, installationKey }: Receipt, license: ReturnedLicense | undefined): Locks {
  return locksOfReturn({ product: fields.product, installationKey }, license);
}

async function findLicense(store: Store | StoreTransaction, { fields }: Receipt): Promise<ReturnedLicense | undefined> {
  const found = await findReturnedLicense(store, fields.licenseId);
  return found?.product === fields.product ? found : undefined;
}

async function returnLicense(
  parts: ReturnParts,
  context: WriteContext,
  receipt: Receipt,
  license: ReturnedLicense | undefined,
): Promise<ReturnResult | IssueRefused> {
  const { transaction } = context;
  const checked = await verify(transaction, receipt, license);
  if (checked.outcome === 'refused') return checked;
  if (license === undefined) throw new Error('a receipt was accepted for no license');
  const isFree = license.released_at !== null;
  const refusal =
    isFree || checked.outcome === 'already-returned' ? null : await checkLimits(parts, transaction, receipt, license);
  if (refusal) return refusal;
  if (checked.outcome === 'returned') await recordReturn(parts, context, receipt, license);
  const outcome = isFree ? 'already-returned' : checked.outcome;
  return { outcome, seatsLeft: await countSeatsLeft(transaction, license) };
}

/** Makes the checks that docs/format.md requires of every issuer, in its order. */
async function verify(
  transaction: StoreTransaction,
  { file, fields, catalog, installationKey }: Receipt,
  license: ReturnedLicense | undefined,
): Promise<{ readonly outcome: ReturnResult['outcome'] } | IssueRefused> {
  const installation = { product: fields.product, installationKey };
  const taken = await hasReturn(transaction, fields.nonce, installation);
  const seat = {
    product: catalog.product.id,
    license: {
      licenseId: license?.id ?? '',
      installationKey:
        license && isOwnerOf(fields.installationKey, license) ? fields.installationKey : new Uint8Array(),
    },
    lastCounter: await lastCounter(transaction, installation),
  };
  try {
    return verifyReturnReceipt(file, seat, taken ? [fields.nonce] : []);
  } catch (error) {
    if (error instanceof Refusal) return { outcome: 'refused', code: error.code, details: error.details };
    throw error;
  }
}

/** Checks the vendor's limits. */
async function checkLimits(
  { now }: ReturnParts,
  transaction: StoreTransaction,
  { catalog }: Receipt,
  license: ReturnedLicense,
): Promise<IssueRefused | null> {
  // Otherwise a machine could return a replaced license and keep using the newer one.
  if (!license.isNewest) return { outcome: 'refused', code: 'return-superseded', details: {} };
  if (license.serial_id === null) return null;
  const machine = {
    seatId: license.seat_id,
    installationKey: license.installation_key,
    machineId: license.machine,
    bindings: license.hardware,
  };
  return refuseChange(transaction, 'returned', machine, { rules: catalog, now: now() });
}

async function recordReturn(
  { now, actor = 'service' }: ReturnParts,
  { transaction, record }: WriteContext,
  { file, fields, installationKey }: Receipt,
  license: ReturnedLicense,
): Promise<void> {
  const at = toInstant(now());
  const { id, seat_id: seatId } = license;
  const { product, nonce, counter, returnedAt } = fields;
  const receipt = new TextDecoder().decode(file);
  await addReturn(transaction, {
    product,
    nonce,
    license_id: id,
    seat_id: seatId,
    installation_key: installationKey,
    counter,
    returned_at: returnedAt,
    received_at: at,
    receipt,
  });
  const pool = await releaseSeat(transaction, seatId, { at, reason: 'returned' });
  if (pool === null) return;
  if (license.serial_id !== null) {
    const changing = { seatId, product, installationKey: license.installation_key };
    await addSeatChange(transaction, changing, { kind: 'returned', at });
  }
  record({
    at,
    event: 'seat-returned',
    actor,
    facts: { license: id, product, seat: seatId, pool, counter },
  });
}

async function countSeatsLeft(transaction: StoreTransaction, license: ReturnedLicense): Promise<number | null> {
  if (license.serial_id === null || license.sold === null) return null;
  return license.sold - (await countSeatsTaken(transaction, license.serial_id));
}
