import * as v from 'valibot';
import type { Disk } from '../../src/machine/survey.ts';
import type { RunProgram } from '../run.ts';

const Unit = v.object({
  bsd_name: v.optional(v.string(), ''),
  device_serial: v.optional(v.string(), ''),
  detachable_drive: v.optional(v.string(), 'no'),
});
const Units = v.fallback(v.array(v.object({ _items: v.fallback(v.optional(v.array(Unit), []), []) })), []);
const ReportSchema = v.object({ SPNVMeDataType: Units, SPSerialATADataType: Units });

/**
 * @param volume what diskutil told of the system's volume, a property list
 * @returns the disks that system_profiler knows, by the names under which the volume's store is known
 */
export function macosDisks(run: RunProgram, volume: string): readonly Disk[] {
  const report = run('/usr/sbin/system_profiler', ['-json', 'SPNVMeDataType', 'SPSerialATADataType']);
  const holding = storesOf(volume);
  return unitsIn(report).map(({ bsd_name: name, device_serial: serial, detachable_drive: detachable }) => ({
    name,
    holdsSystem: holding.includes(name),
    isRemovable: detachable === 'yes',
    serial: serial.trim() === '' ? { outcome: 'missing' } : { outcome: 'read', value: serial },
  }));
}

function unitsIn(report: string | null): v.InferOutput<typeof Unit>[] {
  try {
    const result = v.safeParse(ReportSchema, JSON.parse(report ?? 'null'));
    if (!result.success) return [];
    const { SPNVMeDataType: nvme, SPSerialATADataType: sata } = result.output;
    return [...nvme, ...sata].flatMap(({ _items: units }) => units);
  } catch {
    // No JSON: an older macOS, which knows no such option.
    return [];
  }
}

/** Volumes of APFS lie in a container on partitions of disks, others on a partition: `disk0s2` is on `disk0`. */
function storesOf(volume: string): readonly string[] {
  const stores = [...volume.matchAll(/<key>APFSPhysicalStore<\/key>\s*<string>(disk\d+)/g)];
  const whole = /<key>ParentWholeDisk<\/key>\s*<string>(disk\d+)/.exec(volume);
  return (stores.length > 0 ? stores : whole ? [whole] : []).map(([, disk = '']) => disk);
}
