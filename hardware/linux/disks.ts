import { basename, dirname } from 'node:path';
import type { Disk, Observation } from '../../src/machine/survey.ts';
import { hostFiles } from './containers.ts';
import type { SystemFiles } from './files.ts';
import { type Mount, mountAt, mounts } from './mounts.ts';
import { canBeRemoved } from './removable.ts';

/**
 * Where the system is if its root is on no disk: under ostree, overlays, ZFS and impermanent roots, and for a program in a
 * snap. The first one on a disk counts.
 */
const systemPlaces = [
  '/',
  '/sysroot',
  '/media/root-ro',
  '/var/lib/snapd/hostfs',
  '/nix',
  '/usr',
  '/var',
  '/boot',
  '/boot/efi',
  '/efi',
];

/** Devices that cannot hold an installed system. */
const noDisk = /^(?:loop|ram|zram|sr|fd|nbd|dm-|md)/;

export function linuxDisks(files: SystemFiles, inContainer: boolean): readonly Disk[] {
  const holding = new Set(systemDisks(files, inContainer));
  return files
    .list('/sys/block')
    .filter((name) => !noDisk.test(name))
    .flatMap((name) => files.follow(`/sys/block/${name}`) ?? [])
    .map((folder) => ({
      name: basename(folder),
      holdsSystem: holding.has(folder),
      isRemovable: files.text(`${folder}/removable`) === '1' || canBeRemoved(files, folder),
      serial: serialOf(files, folder),
    }));
}

/** @returns folders in /sys of the disks that hold the system, several if it spans them */
function systemDisks(files: SystemFiles, inContainer: boolean): readonly string[] {
  const mounted = mounts(files);
  for (const place of inContainer ? ['/', ...hostFiles] : systemPlaces) {
    const mount = mountAt(mounted, place);
    const device = mount && deviceOf(files, mount);
    const disks = device ? disksBeneath(files, device).filter((folder) => !noDisk.test(basename(folder))) : [];
    if (disks.length > 0) return disks;
  }
  return [];
}

function deviceOf(files: SystemFiles, { device, source }: Mount): string | null {
  if (!device.startsWith('0:')) return files.follow(`/sys/dev/block/${device}`);
  // File systems over several devices, such as btrfs, have a number of their own and name one of the devices.
  const node = source.startsWith('/dev/') ? files.follow(source) : null;
  return node === null ? null : files.follow(`/sys/class/block/${basename(node)}`);
}

/** Encrypted volumes, logical volumes and RAIDs are on other devices, partitions on a disk. */
function disksBeneath(files: SystemFiles, folder: string): readonly string[] {
  const beneath = files.list(`${folder}/slaves`).flatMap((name) => files.follow(`${folder}/slaves/${name}`) ?? []);
  if (beneath.length > 0) return beneath.flatMap((one) => disksBeneath(files, one));
  return [files.has(`${folder}/partition`) ? dirname(folder) : folder];
}

function serialOf(files: SystemFiles, folder: string): Observation {
  const observed = [
    () => files.read(`${folder}/device/serial`),
    () => files.read(`${folder}/serial`),
    () => unitSerialNumber(files.read(`${folder}/device/vpd_pg80`)),
    () => fromDeviceManager(files, files.text(`${folder}/dev`)),
  ];
  let best: Observation = { outcome: 'missing' };
  for (const look of observed) {
    const found = look();
    if (found.outcome === 'read' && found.value !== '') return found;
    if (found.outcome === 'no-rights') best = found;
  }
  return best;
}

/** SCSI's page 80h (SPC-4 section 7.8.15): a header of four bytes, then the serial number. */
function unitSerialNumber(page: Observation): Observation {
  return page.outcome === 'read'
    ? { outcome: 'read', value: page.value.slice(page.value.indexOf('\u0080') + 3) }
    : page;
}

function fromDeviceManager(files: SystemFiles, device: string): Observation {
  const record = files.read(`/run/udev/data/b${device}`);
  if (record.outcome !== 'read') return record;
  const value = /^E:ID_SERIAL_SHORT=(.*)$/m.exec(record.value)?.[1];
  return value === undefined ? { outcome: 'missing' } : { outcome: 'read', value };
}
