import { adapter, type Files, laptop } from './linux.ts';

const board = '/sys/devices/pci0000:00/0000:00:1f.6';
const port = '/sys/devices/pci0000:00/0000:00:07.0';
const hub = '/sys/devices/pci0000:00/0000:00:14.0/usb1/1-3';
const wireless = '/sys/devices/pci0000:00/0000:00:1c.0/0000:02:00.0';
const onHub = `${hub}/1-3.4/1-3.4:1.0/net/enx00e04c680002`;
const inDock = `${port}/0000:2b:00.0/0000:2c:00.0/net/enp44s0`;

/** The laptop's own adapter: 00163e5a0b71. */
export const ownAddress = '00163e5a0b71';

/** The laptop with adapters that do not count. */
export const additions: readonly (readonly [what: string, files: Files])[] = [
  [
    'a Thunderbolt dock, which the kernel calls removable, on a lower slot',
    { [`${port}/0000:2b:00.0/removable`]: 'removable\n', ...adapter('enp44s0', inDock, '00:16:3e:00:00:01', '0') },
  ],
  [
    'a USB adapter',
    { [`${hub}/removable`]: 'removable\n', ...adapter('enx00e04c680002', onHub, '00:e0:4c:68:00:02', '0') },
  ],
  [
    'a USB adapter of which the kernel knows nothing',
    adapter('eth1', `${hub}/1-3:1.0/net/eth1`, '00:e0:4c:68:00:02', '0'),
  ],
  [
    'a fixed USB adapter in a dock',
    {
      [`${hub}/removable`]: 'removable\n',
      [`${hub}/1-3.4/removable`]: 'fixed\n',
      ...adapter('enx00e04c680002', onHub, '00:e0:4c:68:00:02', '0'),
    },
  ],
  ['a bond', adapter('bond0', '/sys/devices/virtual/net/bond0', '00:16:3e:00:00:01', '3', false)],
  ['a team', adapter('team0', '/sys/devices/virtual/net/team0', '00:16:3e:00:00:01', '3', false)],
  ['a bridge', adapter('br0', '/sys/devices/virtual/net/br0', '00:16:3e:00:00:01', '3', false)],
  [
    'a pair for a container',
    adapter('veth1f3c9aa', '/sys/devices/virtual/net/veth1f3c9aa', '00:16:3e:00:00:01', '0', false),
  ],
  ['a VPN', adapter('tap0', '/sys/devices/virtual/net/tap0', '00:16:3e:00:00:01', '1', false)],
  ['a VLAN', adapter('eno1.7', '/sys/devices/virtual/net/eno1.7', '00:16:3e:00:00:01', '2', false)],
  [
    'a function of a card for virtual machines',
    {
      '/sys/devices/pci0000:00/0000:00:01.0/sriov_numvfs': '2\n',
      '/sys/devices/pci0000:00/0000:00:01.1/physfn': { link: '../0000:00:01.0' },
      ...adapter('ens1v0', '/sys/devices/pci0000:00/0000:00:01.1/net/ens1v0', '00:16:3e:00:00:01', '0'),
      '/sys/devices/pci0000:00/0000:00:01.1/net/ens1v0/device': { link: '../..' },
    },
  ],
  [
    'an adapter with the address of another',
    adapter('ens2', '/sys/devices/pci0000:00/0000:00:02.0/net/ens2', '00:16:3e:00:00:01', '2'),
  ],
];

/** The laptop, whose own adapter is at `00163e5a0b71` all the same. */
export const disguises: readonly (readonly [what: string, files: Files])[] = [
  [
    'in a team, which gives it an address',
    {
      [`${board}/net/enp0s31f6/address`]: '00:16:3e:99:00:01\n',
      [`${board}/net/enp0s31f6/addr_assign_type`]: '3\n',
      [`${board}/net/enp0s31f6/ifindex`]: '2\n',
      '/run/udev/data/n2':
        'E:ID_NET_NAMING_SCHEME=v255\nE:ID_NET_NAME_MAC=enx00163e5a0b71\nE:ID_NET_NAME_PATH=enp0s31f6\n',
    },
  ],
  [
    'with an address that the network manager made',
    {
      [`${board}/net/enp0s31f6/address`]: '7a:5a:0b:71:00:01\n',
      [`${board}/net/enp0s31f6/addr_assign_type`]: '3\n',
      [`${board}/net/enp0s31f6/ifindex`]: '2\n',
      '/run/udev/data/n2': 'E:ID_NET_NAME_MAC=enx00163e5a0b71\n',
    },
  ],
  [
    'beside a second card in a lower slot, the first being on the board',
    {
      [`${board}/acpi_index`]: '1\n',
      ...adapter('enp1s0', '/sys/devices/pci0000:00/0000:00:01.0/0000:01:00.0/net/enp1s0', '00:16:3e:00:00:01', '0'),
    },
  ],
];

/** A tablet with nothing but a wireless adapter, connected and while it scans. */
const tablet = Object.fromEntries(Object.entries(laptop).filter(([path]) => !path.includes('enp0s31f6')));
const phy = { [`${wireless}/net/wlp2s0/phy80211/macaddress`]: '00:16:3e:aa:00:01\n' };
export const connected: Files = { ...tablet, ...phy, [`${wireless}/net/wlp2s0/address`]: '00:16:3e:aa:00:01\n' };
export const scanning: Files = { ...tablet, ...phy };

/** A Raspberry Pi 3: its adapter is on USB, and a part of the board, as the device tree says. */
const pi = '/sys/devices/platform/soc/3f980000.usb/usb1/1-1/1-1.1';
export const boardWithUsb: Files = {
  [`${dirnameOf(pi)}/removable`]: 'unknown\n',
  [`${dirnameOf(pi)}/of_node/name`]: 'usb1\n',
  [`${pi}/of_node/name`]: 'ethernet\n',
  ...adapter('eth0', `${pi}/1-1.1:1.0/net/eth0`, 'b8:27:eb:0b:71:5a', '0'),
};

/** A distribution under WSL 2, which gets another MAC at each start. */
export const wsl = (address: string, release = '5.15.153.1-microsoft-standard-WSL2'): Files => ({
  '/etc/machine-id': '3f0c7be2a1d94f27b8a00d6e5c3b1a90\n',
  '/proc/sys/kernel/osrelease': `${release}\n`,
  '/proc/version': `Linux version ${release} (root@builder) #1 SMP\n`,
  '/proc/cpuinfo': 'flags\t\t: fpu vme hypervisor lahf_lm\n',
  '/proc/1/cgroup': '0::/\n',
  '/proc/self/mountinfo': '70 60 8:32 / / rw,relatime - ext4 /dev/sdc rw,discard',
  '/sys/dev/block/8:32': { link: '../../devices/LNXSYSTM:00/VMBUS:01/fd1d2cbd/host0/target0:0:0/0:0:0:2/block/sdc' },
  '/sys/block/sdc': { link: '../devices/LNXSYSTM:00/VMBUS:01/fd1d2cbd/host0/target0:0:0/0:0:0:2/block/sdc' },
  '/sys/devices/LNXSYSTM:00/VMBUS:01/fd1d2cbd/host0/target0:0:0/0:0:0:2/block/sdc/removable': '0\n',
  ...adapter('eth0', '/sys/devices/LNXSYSTM:00/VMBUS:01/a3f5/net/eth0', address, '0'),
});

function dirnameOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
