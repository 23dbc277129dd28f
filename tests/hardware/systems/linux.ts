import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { onTestFinished } from 'vitest';
import type { SystemFiles } from '../../../hardware/linux/files.ts';
import type { Observation } from '../../../src/machine/survey.ts';

/** A file's text; the target of a link; or a file that only root can read. */
type Entry = string | { readonly link: string } | { readonly rootOnly: string };
export type Files = Readonly<Record<string, Entry>>;

/** Creates files in a folder that stands for `/`. */
export function systemWith(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), 'keyferry-system-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  chmodSync(root, 0o755);
  writeSystem(root, files);
  return root;
}

/** Creates files below a folder. */
export function writeSystem(root: string, files: Files): void {
  for (const [path, entry] of Object.entries(files)) {
    const at = join(root, path);
    mkdirSync(dirname(at), { recursive: true });
    if (typeof entry === 'string') writeFileSync(at, entry, 'latin1');
    else if ('link' in entry) symlinkSync(entry.link, at);
    else writeFileSync(at, entry.rootOnly, { encoding: 'latin1', mode: 0o400 });
  }
}

/** As {@link systemWith}, without a disk, which takes a hundredth of the time; all of it can be read. */
export function inMemory(files: Files): SystemFiles {
  const entries = new Map(Object.entries(files));
  const folders = new Map<string, Set<string>>([['/', new Set()]]);
  for (const path of entries.keys()) {
    for (let at = path; at !== '/'; at = posix.dirname(at)) {
      const names = folders.get(posix.dirname(at)) ?? new Set();
      folders.set(posix.dirname(at), names.add(posix.basename(at)));
    }
  }
  function follow(path: string): string | null {
    let at = '/';
    for (const name of path.split('/').filter(Boolean)) {
      const next = posix.join(at, name);
      const entry = entries.get(next);
      const led = typeof entry === 'object' && 'link' in entry ? follow(posix.join(at, entry.link)) : next;
      if (led === null || !(entries.has(led) || folders.has(led))) return null;
      at = led;
    }
    return at;
  }
  const read = (path: string): Observation => {
    const entry = entries.get(follow(path) ?? '');
    if (entry === undefined || (typeof entry === 'object' && 'link' in entry)) return { outcome: 'missing' };
    return { outcome: 'read', value: (typeof entry === 'string' ? entry : entry.rootOnly).trim() };
  };
  return {
    read,
    text: (path) => {
      const observed = read(path);
      return observed.outcome === 'read' ? observed.value : '';
    },
    list: (path) => [...(folders.get(follow(path) ?? '') ?? [])].sort(),
    follow,
    has: (path) => follow(path) !== null,
  };
}

const nvme = '/sys/devices/pci0000:00/0000:00:1d.0/0000:3b:00.0/nvme/nvme0/nvme0n1';
const wired = '/sys/devices/pci0000:00/0000:00:1f.6/net/enp0s31f6';
const wireless = '/sys/devices/pci0000:00/0000:00:1c.0/0000:02:00.0/net/wlp2s0';
const bridge = '/sys/devices/virtual/net/docker0';

/** A laptop with its system encrypted on an NVMe disk, a USB stick, and a wireless adapter with a randomized address. */
export const laptop: Files = {
  '/etc/machine-id': '7c1d0b6f4f0a4c9fb2a5d0c94f0e1a37\n',
  '/sys/class/dmi/id/sys_vendor': 'LENOVO\n',
  '/sys/class/dmi/id/product_name': '20XYS0AB00\n',
  '/sys/class/dmi/id/product_uuid': { rootOnly: 'b2c65d1e-93aa-4f0e-8d1b-6a70c4e5f812\n' },
  '/sys/class/dmi/id/board_serial': { rootOnly: 'PF2K81ZQ0007\n' },
  '/proc/cpuinfo': 'processor\t: 0\nflags\t\t: fpu vme de pse tsc msr\n',
  '/proc/version': 'Linux version 6.1.0-27-amd64\n',
  '/proc/1/cgroup': '0::/init.scope\n',
  '/proc/self/mountinfo': [
    '22 28 0:20 / /sys rw,nosuid - sysfs sysfs rw',
    '28 1 254:1 / / rw,relatime shared:1 - ext4 /dev/mapper/vg-root rw',
    '40 28 259:1 / /boot rw,relatime shared:2 - ext4 /dev/nvme0n1p1 rw',
    '41 28 0:45 / /mnt/a\\040b rw - tmpfs tmpfs rw',
  ].join('\n'),
  '/sys/dev/block/254:1': { link: '../../devices/virtual/block/dm-1' },
  '/sys/devices/virtual/block/dm-1/slaves/dm-0': { link: '../../dm-0' },
  '/sys/devices/virtual/block/dm-0/slaves/nvme0n1p2': { link: `../../../../../..${nvme}/nvme0n1p2` },
  [`${nvme}/nvme0n1p2/partition`]: '2\n',
  [`${nvme}/removable`]: '0\n',
  [`${nvme}/dev`]: '259:0\n',
  [`${nvme}/device`]: { link: '..' },
  [`${dirname(nvme)}/serial`]: 'S5GXNX0T            \n',
  '/sys/block/nvme0n1': { link: `..${nvme.slice('/sys'.length)}` },
  '/sys/block/sda': { link: '../devices/pci0000:00/0000:00:14.0/usb1/1-2/host6/block/sda' },
  '/sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/host6/block/sda/removable': '1\n',
  '/sys/block/dm-0': { link: '../devices/virtual/block/dm-0' },
  '/sys/block/loop0': { link: '../devices/virtual/block/loop0' },
  '/sys/devices/virtual/block/loop0/removable': '0\n',
  ...adapter('enp0s31f6', wired, '00:16:3e:5a:0b:71', '0'),
  ...adapter('wlp2s0', wireless, '7a:01:9c:3e:52:f0', '3'),
  ...adapter('docker0', bridge, '02:42:5b:10:7e:9d', '3', false),
};

/** The same laptop, seen from a Docker container. */
export const container: Files = {
  ...laptop,
  '/etc/machine-id': 'd41d8cd98f00b204e9800998ecf8427e\n',
  '/.dockerenv': '',
  '/proc/1/cgroup': '0::/\n',
  '/proc/self/mountinfo': [
    '500 400 0:60 / / rw,relatime - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/A',
    '510 500 254:1 /var/lib/docker/containers/5f/hosts /etc/hosts rw - ext4 /dev/mapper/vg-root rw',
  ].join('\n'),
  ...without(['/sys/class/net/enp0s31f6', '/sys/class/net/wlp2s0', '/sys/class/net/docker0']),
  ...adapter('eth0', '/sys/devices/virtual/net/eth0', '02:42:ac:11:00:02', '3', false),
};

/** A QEMU virtual machine: only serial numbers that all of its kind share. */
export const virtualMachine: Files = {
  '/etc/machine-id': '5f0c7be2a1d94f27b8a00d6e5c3b1a94\n',
  '/sys/class/dmi/id/sys_vendor': 'QEMU\n',
  '/sys/class/dmi/id/product_name': 'Standard PC (Q35 + ICH9, 2009)\n',
  '/sys/class/dmi/id/product_uuid': '6b1f7d90-3c25-4e8a-a7f4-09d2c81b5e63\n',
  '/sys/class/dmi/id/board_serial': 'Not Specified\n',
  '/proc/self/mountinfo': '28 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
  '/sys/dev/block/8:1': { link: '../../devices/pci0000:00/0000:00:1f.2/ata1/block/sda/sda1' },
  '/sys/devices/pci0000:00/0000:00:1f.2/ata1/block/sda/sda1/partition': '1\n',
  '/sys/devices/pci0000:00/0000:00:1f.2/ata1/block/sda/removable': '0\n',
  '/sys/devices/pci0000:00/0000:00:1f.2/ata1/block/sda/device/vpd_pg80': '\u0000\u0080\u0000\u0014QM00001             ',
  '/sys/block/sda': { link: '../devices/pci0000:00/0000:00:1f.2/ata1/block/sda' },
  ...adapter('ens3', '/sys/devices/pci0000:00/0000:00:03.0/virtio0/net/ens3', '52:54:00:6b:1f:7d', '0'),
};

/** A Raspberry Pi: no firmware tables, a card instead of a disk. */
export const singleBoard: Files = {
  '/etc/machine-id': '0f8d3b71c6e24a5f9e1b7d2c4a6f8091\n',
  '/sys/firmware/devicetree/base/serial-number': '10000000ab12cd34\u0000',
  '/proc/self/mountinfo': '26 1 179:2 / / rw,noatime - ext4 /dev/root rw',
  '/sys/dev/block/179:2': { link: '../../devices/platform/soc/mmc0/mmc0:aaaa/block/mmcblk0/mmcblk0p2' },
  '/sys/devices/platform/soc/mmc0/mmc0:aaaa/block/mmcblk0/mmcblk0p2/partition': '2\n',
  '/sys/devices/platform/soc/mmc0/mmc0:aaaa/block/mmcblk0/device': { link: '../..' },
  '/sys/devices/platform/soc/mmc0/mmc0:aaaa/serial': '0x3a5b7c91\n',
  '/sys/block/mmcblk0': { link: '../devices/platform/soc/mmc0/mmc0:aaaa/block/mmcblk0' },
  ...adapter('eth0', '/sys/devices/platform/scb/fd580000.ethernet/net/eth0', 'dc:a6:32:0b:71:5a', '0'),
};

/** A server with its system on btrfs over two SATA disks, one of which only udev knows; adapters are bonded. */
export const server: Files = {
  '/var/lib/dbus/machine-id': '9a2e6c40f7b14d83b5c1e09d7f3a8256\n',
  '/proc/self/mountinfo': '28 1 0:25 /@ / rw,relatime - btrfs /dev/sdb2 rw,subvol=/@',
  '/dev/sdb2': '',
  '/sys/class/block/sdb2': { link: '../../devices/pci0000:00/0000:00:17.0/ata2/block/sdb/sdb2' },
  '/sys/devices/pci0000:00/0000:00:17.0/ata2/block/sdb/sdb2/partition': '2\n',
  '/sys/devices/pci0000:00/0000:00:17.0/ata2/block/sdb/dev': '8:16\n',
  '/sys/block/sdb': { link: '../devices/pci0000:00/0000:00:17.0/ata2/block/sdb' },
  '/sys/block/sda': { link: '../devices/pci0000:00/0000:00:17.0/ata1/block/sda' },
  '/sys/devices/pci0000:00/0000:00:17.0/ata1/block/sda/device/vpd_pg80': '\u0000\u0080\u0000\u0008ZC1A0001',
  '/run/udev/data/b8:16': 'S:disk/by-id/ata-X\nE:ID_SERIAL=ST4000_ZC1B0002\nE:ID_SERIAL_SHORT=ZC1B0002\nE:ID_BUS=ata\n',
  ...adapter('eno1', '/sys/devices/pci0000:00/0000:17:00.0/net/eno1', '00:16:3e:01:01:01', '0'),
  ...adapter('eno2', '/sys/devices/pci0000:00/0000:17:00.1/net/eno2', '00:16:3e:01:01:01', '2'),
  '/sys/devices/pci0000:00/0000:17:00.0/net/eno1/bonding_slave/perm_hwaddr': '00:16:3e:01:01:01\n',
  '/sys/devices/pci0000:00/0000:17:00.1/net/eno2/bonding_slave/perm_hwaddr': '00:16:3e:01:01:02\n',
  ...adapter('bond0', '/sys/devices/virtual/net/bond0', '00:16:3e:01:01:01', '3', false),
};

export function adapter(name: string, folder: string, address: string, origin: string, isPhysical = true): Files {
  return {
    [`/sys/class/net/${name}`]: { link: `../..${folder.slice('/sys'.length)}` },
    [`${folder}/type`]: '1\n',
    [`${folder}/address`]: `${address}\n`,
    [`${folder}/addr_assign_type`]: `${origin}\n`,
    ...(isPhysical && { [`${folder}/device`]: { link: '../..' } }),
  };
}

/** Links with their original paths and missing targets. */
export function without(paths: readonly string[]): Files {
  return Object.fromEntries(paths.map((path) => [path, { link: 'nowhere' }]));
}
