import { encodeBase64Url } from '../../src/crypto/base64.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { type ReturnReceipt, readReturnReceipt } from '../../src/documents/returnReceipt.ts';
import type { IssueRefused } from '../../src/issue/decideIssue.ts';
import { Refusal } from '../../src/refusal.ts';
import { verifyReturnReceipt } from '../../src/verify/returnReceipt.ts';
import { addReturn, findReturnedLicense, hasReturn, lastCounter, type ReturnedLicense } from '../store/returns.ts';
import { addSeatChange } from '../store/seatChanges.ts';
import { countSeatsTaken, releaseSeat } from '../store/seats.ts';
import type { Store, StoreTransaction } from '../store/tables.ts';
import type { WriteContext, Writer } from '../store/writer.ts';
import type { Catalog } from './catalog.ts';
import { refuseChange } from './seating.ts';

export interface Return {
  /** `already-returned`: this receipt was taken before, or the seat was free already. */
  readonly outcome: 'returned' | 'already-returned';
  /** How many machines can be activated now; null where seats are not limited. */
  readonly seatsLeft: number | null;
}

export interface Returns {
  /**
   * Takes a machine's return receipt. Once it resolves, the seat is free, on the disk; repeated, it changes nothing.
   *
   * @param file exact bytes
   * @throws Refusal every code of `verifyReturnReceipt`; `return-superseded` when the seat has a newer license;
   *   `return-too-often` with `perYear` and `nextAt`, `return-too-soon` with `nextAt`
   */
  take(file: Uint8Array): Promise<Return>;
}

/** What returns need. */
export interface ReturnParts {
  readonly catalog: Catalog;
  readonly store: Store;
  readonly writer: Writer;
  readonly now: () => Date;
}

interface Receipt {
  readonly file: Uint8Array;
  readonly fields: ReturnReceipt;
  /** The key in it, as the store spells it. */
  readonly installationKey: string;
}

export function createReturns(parts: ReturnParts): Returns {
  return {
    async take(file) {
      const fields = readReturnReceipt(file);
      const receipt = { file, fields, installationKey: encodeBase64Url(fields.installationKey) };
      const answer = await parts.writer.write((writeContext) => returnLicense(parts, writeContext, receipt));
      if (answer.outcome === 'refused') throw new Refusal(answer.code, answer.details);
      return answer;
    },
  };
}

async function returnLicense(
  parts: ReturnParts,
  writeContext: WriteContext,
  receipt: Receipt,
): Promise<Return | IssueRefused> {
  const { transaction } = writeContext;
  const license = await findReturnedLicense(transaction, receipt.fields.licenseId);
  const verdict = await verify(parts, transaction, receipt, license);
  if (verdict.outcome === 'refused') return verdict;
  if (license === undefined) throw new Error('a receipt was accepted for no license');
  const isFree = license.released_at !== null;
  const refusal = isFree || verdict.outcome === 'already-returned' ? null : await object(parts, transaction, license);
  if (refusal) return refusal;
  if (verdict.outcome === 'returned') await keep(parts, writeContext, receipt, license);
  const outcome = isFree ? 'already-returned' : verdict.outcome;
  return { outcome, seatsLeft: await countSeatsLeft(transaction, license) };
}

/** What every issuer checks, in the order of docs/format.md. */
async function verify(
  { catalog }: ReturnParts,
  transaction: StoreTransaction,
  { file, fields, installationKey }: Receipt,
  license: ReturnedLicense | undefined,
): Promise<{ readonly outcome: Return['outcome'] } | IssueRefused> {
  const taken = await hasReturn(transaction, fields.nonce, installationKey);
  const seat = {
    product: catalog.product.id,
    license: { licenseId: license?.id ?? '', installationKey: license?.installationKey ?? new Uint8Array() },
    lastCounter: await lastCounter(transaction, installationKey),
  };
  try {
    return verifyReturnReceipt(file, seat, taken ? [fields.nonce] : []);
  } catch (error) {
    if (error instanceof Refusal) return { outcome: 'refused', code: error.code, details: error.details };
    throw error;
  }
}

/** What this vendor allows beyond that. */
async function object(
  { catalog, now }: ReturnParts,
  transaction: StoreTransaction,
  license: ReturnedLicense,
): Promise<IssueRefused | null> {
  // Else a machine could give back the license that it has replaced, and go on with the newer one.
  if (!license.isNewest) return { outcome: 'refused', code: 'return-superseded', details: {} };
  if (license.serial_id === null) return null;
  const machine = {
    seatId: license.seat_id,
    installationKey: license.installation_key,
    bindings: license.hardware,
  };
  return refuseChange(transaction, 'returned', machine, { rules: catalog, now: now() });
}

async function keep(
  { now }: ReturnParts,
  { transaction, record }: WriteContext,
  { file, fields, installationKey }: Receipt,
  license: ReturnedLicense,
): Promise<void> {
  const at = toInstant(now());
  const { id, seat_id: seatId } = license;
  const { nonce, counter, returnedAt } = fields;
  const receipt = new TextDecoder('utf-8', { ignoreBOM: true }).decode(file);
  await addReturn(transaction, {
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
    await addSeatChange(transaction, { seatId, installationKey }, { kind: 'returned', at });
  }
  record({ at, event: 'seat-returned', actor: 'service', facts: { license: id, seat: seatId, pool, counter } });
}

async function countSeatsLeft(transaction: StoreTransaction, license: ReturnedLicense): Promise<number | null> {
  if (license.serial_id === null || license.sold === null) return null;
  return license.sold - (await countSeatsTaken(transaction, license.serial_id));
}
