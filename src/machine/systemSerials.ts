import { normalizeSerial } from './normalize.ts';
import type { Disk, Observation } from './survey.ts';

/**
 * Lists the disks that identify the machine: those with the operating system; where the system does not report which, the
 * only one that is built in.
 *
 * @returns their serial numbers as the system spells them, always in the same order, usable ones first; or why they are
 *   not available
 */
export function systemSerials(disks: readonly Disk[]): readonly Observation[] {
  const holding = disks.filter(({ holdsSystem }) => holdsSystem);
  const builtIn = disks.filter(({ isRemovable }) => !isRemovable);
  const candidates = holding.length > 0 || builtIn.length !== 1 ? holding : builtIn;
  return candidates.map(({ serial }) => serial).sort((one, other) => rank(one) - rank(other) || compare(one, other));
}

function rank(serial: Observation): number {
  if (serial.outcome === 'read') return typeof normalizeSerial(serial.value) === 'string' ? 1 : 0;
  return serial.outcome === 'missing' ? 3 : 2;
}

function compare(one: Observation, other: Observation): number {
  if (one.outcome !== 'read' || other.outcome !== 'read' || one.value === other.value) return 0;
  return one.value < other.value ? -1 : 1;
}
