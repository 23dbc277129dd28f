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
 * Lists the disks that system_profiler reports.
 *
 * @param volume property list of the system's volume, from diskutil
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
    // An older macOS without JSON output.
    return [];
  }
}

/** APFS volumes are in a container on partitions, others on a partition; `disk0s2` is on `disk0`. */
function storesOf(volume: string): readonly string[] {
  const stores = [...volume.matchAll(/<key>APFSPhysicalStore<\/key>\s*<string>(disk\d+)/g)];
  const whole = /<key>ParentWholeDisk<\/key>\s*<string>(disk\d+)/.exec(volume);
  return (stores.length > 0 ? stores : whole ? [whole] : []).map(([, disk = '']) => disk);
}
