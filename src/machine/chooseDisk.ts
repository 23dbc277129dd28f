import { normalizeSerial } from './normalize.ts';
import type { Disk, Observation } from './survey.ts';

/**
 * Chooses the disk that identifies the machine: the one with the operating system; of several with it, always the same;
 * where the system does not report which, the only one that is built in.
 *
 * @returns its serial number as the system spells it, or why it is not available
 */
export function chooseDisk(disks: readonly Disk[]): Observation {
  const holding = disks.filter(({ holdsSystem }) => holdsSystem);
  const builtIn = disks.filter(({ isRemovable }) => !isRemovable);
  const candidates = holding.length > 0 || builtIn.length !== 1 ? holding : builtIn;
  const serials = candidates.map(({ serial }) => serial);
  const read = serials.filter((serial) => serial.outcome === 'read');
  const [best] = read
    .filter(({ value }) => typeof normalizeSerial(value) !== 'string')
    .sort((one, other) => (one.value < other.value ? -1 : 1));
  return best ?? read[0] ?? serials.find(({ outcome }) => outcome !== 'missing') ?? { outcome: 'missing' };
}
