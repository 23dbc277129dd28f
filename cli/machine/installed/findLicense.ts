import { Refusal } from '../../../src/refusal.ts';
import { type JudgedLicense, judgeDelivery, type LicensedMachine } from '../context/licensedMachine.ts';
import { maxDeliveryBytes } from './delivery.ts';
import type { InstallTarget } from './installTarget.ts';
import { isThere, readStored } from './storedFile.ts';

/** The license of this machine, and where it was found. */
export interface LocatedLicense extends JudgedLicense {
  readonly path: string;
  /** Whether it is where the product reads it; true if that is unknown. */
  readonly isInPlace: boolean;
}

/**
 * Finds the license that the product uses: the installed one, else the stored copy.
 *
 * @returns null if there is none
 * @throws CommandError `stored-unreadable`; Refusal `file-too-large`, and as `judgeDelivery`
 */
export function findLicense(machine: LicensedMachine, target: InstallTarget | null): LocatedLicense | null {
  const inPlace = target !== null && isThere(target.path) ? target.path : null;
  const path = inPlace ?? machine.paths.license;
  const file = readStored(path);
  if (file === null) return null;
  if (file.length > maxDeliveryBytes) throw new Refusal('file-too-large', { limit: maxDeliveryBytes });
  return { ...judgeDelivery(machine, file), path, isInPlace: target === null || inPlace !== null };
}
