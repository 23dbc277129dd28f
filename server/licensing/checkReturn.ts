import type { ReturnCheck } from '../../src/contract/calls/returnAnswer.ts';
import { toInstant } from '../../src/documents/instant.ts';
import type { UnverifiedLicense } from '../../src/documents/license.ts';
import type { IssueRefused } from '../../src/issue/decideIssue.ts';
import { boundChange, CHANGES_COUNTED_FOR_DAYS } from '../../src/issue/seatChanges.ts';
import { Refusal } from '../../src/refusal.ts';
import { type DocumentReader, licenseKeysOf } from '../reading/documents.ts';
import { readHere } from '../reading/readHere.ts';
import { findReturnedLicense, isOwnerOf } from '../store/returns.ts';
import { findSeatChanges } from '../store/seatChanges.ts';
import type { StoreTransaction } from '../store/tables.ts';
import type { Writer } from '../store/writer.ts';
import type { Products, SoldProduct } from './products.ts';

/** Says before a machine gives up its license whether its return receipt would be taken. */
export interface ReturnChecks {
  /**
   * Changes nothing. The answer is given at this moment: another change of the machine may come before its receipt.
   *
   * @param bytes the license; it may have been damaged on its way
   * @param named receives the id of the product once it is known
   * @throws Refusal every code of `DocumentReader`; `return-other` when the store does not have the
   *   license; `return-superseded`, `return-too-often`, `return-too-soon` as for a receipt
   */
  check(bytes: Uint8Array, named?: (product: string) => void): Promise<ReturnCheck>;
}

export interface ReturnCheckParts {
  readonly products: Products<Pick<SoldProduct, 'catalog' | 'keyset'>>;
  readonly writer: Writer;
  readonly now: () => Date;
  /** By default in the calling thread. */
  readonly documents?: DocumentReader;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export function createReturnChecks(parts: ReturnCheckParts): ReturnChecks {
  const { documents = readHere(licenseKeysOf(parts.products.values())) } = parts;
  return {
    async check(bytes, named) {
      const { content: license } = await documents.read('license', bytes);
      named?.(license.product);
      // Not a plain read: it takes the way of the receipt, and fails where that would. It keeps nobody waiting.
      const answer = await parts.writer.write(({ transaction }) => decide(parts, license, transaction), []);
      if (answer.outcome === 'refused') throw new Refusal(answer.code, answer.details);
      return answer;
    },
  };
}

async function decide(
  { products, now }: ReturnCheckParts,
  license: UnverifiedLicense,
  transaction: StoreTransaction,
): Promise<ReturnCheck | IssueRefused> {
  const found = await findReturnedLicense(transaction, license.licenseId);
  const { catalog } = products.get(license.product) ?? {};
  const isSame = found?.product === license.product && isOwnerOf(license.installationKey, found);
  if (!found || !catalog || !isSame) return { outcome: 'refused', code: 'return-other', details: {} };
  if (found.released_at !== null) return { outcome: 'already-returned', limits: null, changesLeft: null };
  if (!found.isNewest) return { outcome: 'refused', code: 'return-superseded', details: {} };
  if (found.serial_id === null) return { outcome: 'returnable', limits: null, changesLeft: null };
  const machine = {
    product: license.product,
    seatId: found.seat_id,
    installationKey: found.installation_key,
    machineId: found.machine,
    bindings: found.hardware,
  };
  const at = now();
  const since = toInstant(new Date(at.getTime() - CHANGES_COUNTED_FOR_DAYS * DAY_MS));
  const { returns, requiredBindings } = catalog;
  const earlier = await findSeatChanges(transaction, machine, { since, requiredBindings });
  return (
    boundChange('returned', earlier, returns, at) ?? {
      outcome: 'returnable',
      limits: { perYear: returns.perYear, coolDownDays: returns.coolDownDays },
      changesLeft: Math.max(0, returns.perYear - earlier.length),
    }
  );
}
