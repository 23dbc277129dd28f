import { readActivationReceipt } from '../../documents/activationReceipt.ts';
import type { HealedDocument } from '../../documents/heal/damage.ts';
import { readHealed } from '../../documents/heal/exactDocuments.ts';
import { toInstant } from '../../documents/instant.ts';
import { machineId } from '../../documents/machineId.ts';
import { Refusal } from '../../refusal.ts';
import { verifyActivationReceipt } from '../../verify/activationReceipt.ts';
import type { Engine } from '../engine.ts';
import type { TakenDocument } from '../intake/arrivals.ts';
import type { CarriedRequest } from '../records.ts';
import type { LicenseReader } from './licenseReader.ts';

/** @returns the change that notes when a license reached its machine; the first time counts */
export const deliveredAt = (instant: string) => (current: CarriedRequest | null) =>
  current?.license ? { ...current, deliveredAt: current.deliveredAt ?? instant } : current;

/**
 * Takes in a machine's activation receipt: its license, which this device carried, has arrived. It goes no further. The
 * same receipt changes nothing when it comes again.
 *
 * @throws Refusal every code of `readHealed` and `verifyActivationReceipt`
 */
export async function takeActivationReceipt(
  engine: Engine,
  licenses: LicenseReader,
  document: HealedDocument,
): Promise<TakenDocument> {
  const { ports, vendor, state, keepCarriedRequest } = engine;
  const { file, content } = readHealed(document, readActivationReceipt);
  vendor.served(content.product);
  const machine = machineId(content.installationKey);
  const ofMachine = state.value.carriedRequests.filter((one) => one.machine === machine && one.license);
  const found = ofMachine.find((one) => licenses.read(one)?.licenseId === content.licenseId);
  verifyActivationReceipt(file, () => (found ? licenses.read(found) : null));
  if (!found) throw new Refusal('delivery-unknown', { machine });
  const { requestId } = found;
  const isNew = found.deliveredAt === null;
  await keepCarriedRequest(requestId, deliveredAt(toInstant(ports.now())));
  return { type: 'activation', id: requestId, isNew, screen: { at: 'license', requestId } };
}
