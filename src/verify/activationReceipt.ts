import { sameBytes } from '../crypto/bytes.ts';
import { type ActivationReceipt, readActivationReceipt } from '../documents/activationReceipt.ts';
import { machineId } from '../documents/machineId.ts';
import { Refusal } from '../refusal.ts';

declare const delivered: unique symbol;

/** A receipt by the machine that a carried license is for. */
export type DeliveryReceipt = ActivationReceipt & { readonly [delivered]: true };

/** A license that this device has carried. */
export interface CarriedLicense {
  readonly product: string;
  readonly licenseId: string;
  /** Of the machine that it is for, raw, 32 bytes. */
  readonly installationKey: Uint8Array;
}

/**
 * Verifies that the machine of a carried license says it is in force there.
 *
 * @param file exact bytes
 * @param find the carried license with this id; null when there is none
 * @throws Refusal every code of `readActivationReceipt`; `product-other`; `delivery-unknown` with `machine`, a computer ID,
 *   when no such license was carried; `installation-other` when it is for another machine
 */
export function verifyActivationReceipt(
  file: Uint8Array,
  find: (receipt: ActivationReceipt) => CarriedLicense | null,
): DeliveryReceipt {
  const receipt = readActivationReceipt(file);
  const license = find(receipt);
  const machine = machineId(receipt.installationKey);
  if (!license) throw new Refusal('delivery-unknown', { machine });
  if (receipt.product !== license.product) {
    throw new Refusal('product-other', { expected: license.product, found: receipt.product });
  }
  if (receipt.licenseId !== license.licenseId) throw new Refusal('delivery-unknown', { machine });
  if (!sameBytes(receipt.installationKey, license.installationKey)) throw new Refusal('installation-other');
  return receipt as DeliveryReceipt;
}
