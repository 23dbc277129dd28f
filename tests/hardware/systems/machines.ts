import { adapter, type Files } from './linux.ts';

const os = { '/etc/machine-id': '5f0c7be2a1d94f27b8a00d6e5c3b1a94\n', '/proc/1/cgroup': '0::/init.scope\n' };
const dmi = (vendor: string, product: string, uuid: string, board: string): Files => ({
  '/sys/class/dmi/id/sys_vendor': `${vendor}\n`,
  '/sys/class/dmi/id/product_name': `${product}\n`,
  '/sys/class/dmi/id/product_uuid': `${uuid}\n`,
  '/sys/class/dmi/id/board_serial': `${board}\n`,
});
const root = (device: string, source: string) => ({
  '/proc/self/mountinfo': `28 1 ${device} / / rw,relatime shared:1 - ext4 ${source} rw`,
});

/** A disk with its partitions; `serial` is a file below the disk. */
function disk(folder: string, serial: readonly [path: string, text: string]): Files {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return {
    [`/sys/block/${name}`]: { link: `..${folder.slice('/sys'.length)}` },
    [`${folder}/removable`]: '0\n',
    [`${folder}/${serial[0]}`]: `${serial[1]}\n`,
  };
}

const scsi = '/sys/devices/pci0000:00/0000:00:10.0/host0/target0:0:0/0:0:0:0/block/sda';
const array = '/sys/devices/pci0000:00/0000:00:17.0';
const subsystem = '/sys/devices/virtual/nvme-subsystem/nvme-subsys0';

/** Machines, what each is, and the serial number of its system disk, null if it has none of its own. */
export const machines: readonly (readonly [what: string, name: string | null, disk: string | null, files: Files])[] = [
  [
    'VMware',
    'VMware',
    null,
    {
      ...os,
      ...dmi('VMware, Inc.', 'VMware20,1', '564d3f1a-9c2e-7b40-8d15-6e0a9b7c4f21', 'None'),
      ...root('8:1', '/dev/sda1'),
      '/sys/dev/block/8:1': { link: `../..${scsi.slice('/sys'.length)}/sda1` },
      [`${scsi}/sda1/partition`]: '1\n',
      ...disk(scsi, ['device/vpd_pg80', '']),
      ...adapter('ens160', '/sys/devices/pci0000:00/0000:00:15.0/0000:03:00.0/net/ens160', '00:0c:29:6b:1f:7d', '0'),
    },
  ],
  [
    'Hyper-V',
    'Hyper-V',
    '6002248012AB34CD',
    {
      ...os,
      ...dmi(
        'Microsoft Corporation',
        'Virtual Machine',
        '9c2e3f1a-564d-7b40-8d15-6e0a9b7c4f21',
        '1234-5678-9012-3456-7890-1234-56',
      ),
      '/proc/sys/kernel/osrelease': '6.1.0-27-amd64\n',
      ...root('8:1', '/dev/sda1'),
      '/sys/dev/block/8:1': { link: `../..${scsi.slice('/sys'.length)}/sda1` },
      [`${scsi}/sda1/partition`]: '1\n',
      ...disk(scsi, ['device/serial', '6002248012ab34cd']),
      ...adapter('eth0', '/sys/devices/LNXSYSTM:00/VMBUS:01/a3f5/net/eth0', '00:15:5d:6b:1f:7d', '0'),
    },
  ],
  [
    'a cloud machine whose disk is numbered like all',
    'Google Compute Engine',
    null,
    {
      ...os,
      ...dmi('Google', 'Google Compute Engine', '1a3f9c2e-564d-7b40-8d15-6e0a9b7c4f21', 'GoogleCloud-5F0C7BE2A1D94F27'),
      ...root('8:1', '/dev/sda1'),
      '/sys/dev/block/8:1': { link: `../..${scsi.slice('/sys'.length)}/sda1` },
      [`${scsi}/sda1/partition`]: '1\n',
      ...disk(scsi, ['device/serial', 'persistent-disk-0']),
    },
  ],
  [
    'a mirror of two disks',
    null,
    'ZC1A0001',
    {
      ...os,
      ...root('9:127', '/dev/md127'),
      '/sys/dev/block/9:127': { link: '../../devices/virtual/block/md127' },
      '/sys/devices/virtual/block/md127/slaves/sda1': { link: `../../../../../..${array}/ata1/block/sda/sda1` },
      '/sys/devices/virtual/block/md127/slaves/sdb1': { link: `../../../../../..${array}/ata2/block/sdb/sdb1` },
      [`${array}/ata1/block/sda/sda1/partition`]: '1\n',
      [`${array}/ata2/block/sdb/sdb1/partition`]: '1\n',
      ...disk(`${array}/ata1/block/sda`, ['device/serial', 'ZC1A0001']),
      ...disk(`${array}/ata2/block/sdb`, ['device/serial', 'ZC1B0002']),
    },
  ],
  [
    'an NVMe disk with several paths',
    null,
    'S5GXNX0T',
    {
      ...os,
      ...root('259:2', '/dev/nvme0n1p2'),
      '/sys/dev/block/259:2': { link: `../..${subsystem.slice('/sys'.length)}/nvme0n1/nvme0n1p2` },
      [`${subsystem}/nvme0n1/nvme0n1p2/partition`]: '2\n',
      ...disk(`${subsystem}/nvme0n1`, ['device/serial', 'S5GXNX0T']),
    },
  ],
  [
    'ZFS, whose pool names no device, with its boot partition',
    null,
    '0X9F3C7A15',
    {
      ...os,
      '/proc/self/mountinfo': [
        '28 1 0:25 / / rw,relatime - zfs rpool/ROOT/debian rw',
        '40 28 179:1 / /boot/efi rw,relatime - vfat /dev/mmcblk0p1 rw',
      ].join('\n'),
      '/sys/dev/block/179:1': { link: '../../devices/pci0000:00/0000:00:1c.0/mmc0/mmc0:0001/block/mmcblk0/mmcblk0p1' },
      '/sys/devices/pci0000:00/0000:00:1c.0/mmc0/mmc0:0001/block/mmcblk0/mmcblk0p1/partition': '1\n',
      ...disk('/sys/devices/pci0000:00/0000:00:1c.0/mmc0/mmc0:0001/block/mmcblk0', ['device/serial', '0x9f3c7a15']),
    },
  ],
];
