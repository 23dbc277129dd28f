import { existsSync } from 'node:fs';
import { Refusal } from '../../../src/refusal.ts';
import { CommandError } from '../../errors.ts';
import { type JudgedLicense, judgeDelivery, type MachineContext } from '../context/machineContext.ts';
import { maxDeliveryBytes } from './installLicense.ts';
import type { InstallTarget } from './installTarget.ts';
import { readStored } from './storedFile.ts';

/** The license of this machine, and where it is. */
export interface FoundLicense extends JudgedLicense {
  readonly path: string;
  /** Whether it is where the product reads it; true where nobody has said where that is. */
  readonly isInPlace: boolean;
}

/**
 * Finds the license by which the product goes: the one in its place; else the one that is kept.
 *
 * @returns null when there is none
 */
export function findLicense(machine: MachineContext, target: InstallTarget | null): FoundLicense | null {
  const inPlace = target !== null && existsSync(target.path) ? target.path : null;
  const path = inPlace ?? machine.paths.license;
  const file = readStored(path);
  if (file === null) return inPlace === null ? null : unreadable(inPlace);
  if (file.length > maxDeliveryBytes) throw new Refusal('file-too-large', { limit: maxDeliveryBytes });
  return { ...judgeDelivery(machine, file), path, isInPlace: target === null || inPlace !== null };
}

function unreadable(path: string): never {
  throw new CommandError('file-unreadable', { path, reason: 'EACCES' });
}
