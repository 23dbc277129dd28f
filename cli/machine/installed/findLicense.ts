import { existsSync } from 'node:fs';
import { Refusal } from '../../../src/refusal.ts';
import { CommandError } from '../../errors.ts';
import { type Judged, judgeDelivery, type Machine } from '../context/machineContext.ts';
import { longestDelivery } from './installLicense.ts';
import type { Target } from './installTarget.ts';
import { readKept } from './storedFile.ts';

/** The license of this machine, and where it is. */
export interface Found extends Judged {
  readonly path: string;
  /** Whether it is where the product reads it; true where nobody has said where that is. */
  readonly isInPlace: boolean;
}

/**
 * Finds the license by which the product goes: the one in its place; else the one that is kept.
 *
 * @returns null when there is none
 */
export function findLicense(machine: Machine, target: Target | null): Found | null {
  const inPlace = target !== null && existsSync(target.path) ? target.path : null;
  const path = inPlace ?? machine.paths.license;
  const file = readKept(path);
  if (file === null) return inPlace === null ? null : unreadable(inPlace);
  if (file.length > longestDelivery) throw new Refusal('file-too-large', { limit: longestDelivery });
  return { ...judgeDelivery(machine, file), path, isInPlace: target === null || inPlace !== null };
}

function unreadable(path: string): never {
  throw new CommandError('file-unreadable', { path, reason: 'EACCES' });
}
