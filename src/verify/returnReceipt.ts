import { sameBytes } from '../crypto/bytes.ts';
import { type ReturnReceipt, readReturnReceipt } from '../documents/returnReceipt.ts';
import { Refusal } from '../refusal.ts';

declare const accepted: unique symbol;

/** A receipt that gives back exactly the seat it names, for the first time. */
export type AcceptedReturn = ReturnReceipt & { readonly [accepted]: true };

export interface SeatContext {
  readonly product: string;
  /** The license whose seat is to be freed, as the issuer keeps it. */
  readonly license: { readonly licenseId: string; readonly installationKey: Uint8Array };
  /** The highest counter that this installation has shown so far; 0 when it never gave anything back. */
  readonly lastCounter: number;
}

export type ReturnDecision =
  | { readonly outcome: 'returned'; readonly receipt: AcceptedReturn }
  /** This very receipt was taken before; there is nothing to do. */
  | { readonly outcome: 'already-returned' };

/**
 * Decides whether a return receipt frees a seat.
 *
 * @param file exact bytes
 * @param seat what the issuer knows about the license that the receipt names
 * @param takenNonces nonces of this installation's receipts that were taken already
 * @throws Refusal every code of `readReturnReceipt`; `product-other`; `installation-other` when the seat is another's;
 *   `return-other` when the receipt names another license; `return-outdated` with `lastCounter` and `counter`, the sign of
 *   a machine that was set back to an earlier state
 */
export function verifyReturnReceipt(
  file: Uint8Array,
  seat: SeatContext,
  takenNonces: readonly string[],
): ReturnDecision {
  const receipt = readReturnReceipt(file);
  checkProduct(receipt, seat.product);
  checkSeat(receipt, seat.license);
  if (takenNonces.includes(receipt.nonce)) return { outcome: 'already-returned' };
  checkCounter(receipt, seat.lastCounter);
  return { outcome: 'returned', receipt: receipt as AcceptedReturn };
}

function checkProduct(receipt: ReturnReceipt, product: string): void {
  if (receipt.product !== product) throw new Refusal('product-other', { expected: product, found: receipt.product });
}

function checkSeat(receipt: ReturnReceipt, license: SeatContext['license']): void {
  if (receipt.licenseId !== license.licenseId) throw new Refusal('return-other');
  if (!sameBytes(receipt.installationKey, license.installationKey)) throw new Refusal('installation-other');
}

function checkCounter({ counter }: ReturnReceipt, lastCounter: number): void {
  if (counter <= lastCounter) throw new Refusal('return-outdated', { lastCounter, counter });
}
