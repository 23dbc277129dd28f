import { normalizeSerial } from './normalize.ts';
import type { Disk, Observation } from './survey.ts';

/**
 * Chooses the disk that stands for the machine: the one that holds the operating system; of several that hold it together,
 * always the same; where the system does not tell which, the only one that is built in.
 *
 * @returns its serial number as the system spells it, or why there is none
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
