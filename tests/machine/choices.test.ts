import { describe, expect, it } from 'vitest';
import { lastingAddresses } from '../../src/machine/lastingAddresses.ts';
import type { Adapter, Disk } from '../../src/machine/survey.ts';
import { systemSerials } from '../../src/machine/systemSerials.ts';
import { adapter, disk, read } from './surveys.ts';

const dock = adapter({ name: 'enx00e04c680001', address: '00:e0:4c:68:00:01', isRemovable: true, position: '/a/usb1' });
const wired = adapter({
  name: 'enp0s31f6',
  address: '00:16:3e:5a:0b:71',
  position: '/devices/pci0000:00/0000:00:1f.6',
});
const wireless = adapter({
  name: 'wlp3s0',
  address: '00:16:3e:77:01:02',
  position: '/devices/pci0000:00/0000:03:00.0',
});

const chooseAdapter = (adapters: readonly Adapter[]) => lastingAddresses(adapters)[0] ?? null;
const chooseDisk = (disks: readonly Disk[]) => systemSerials(disks)[0] ?? { outcome: 'missing' };

describe('the network adapter', () => {
  it('is the first on the bus, whatever the order of the list', () => {
    expect(chooseAdapter([wireless, wired, dock])).toBe('00163e5a0b71');
    expect(chooseAdapter([dock, wired, wireless])).toBe('00163e5a0b71');
  });

  it('is on the main board rather than on a card in a lower slot', () => {
    const onboard = { ...wireless, isOnboard: true };
    expect(lastingAddresses([wired, onboard])).toEqual(['00163e770102', '00163e5a0b71']);
  });

  it('is never external: docks come and go', () => {
    expect(lastingAddresses([dock, wired])).toEqual(['00163e5a0b71']);
    expect(chooseAdapter([dock])).toBeNull();
  });

  it.each([
    ['docker0', ''],
    ['br-3f2a91c0d5e7', ''],
    ['virbr0', ''],
    ['veth1f3c9aa', ''],
    ['tun0', ''],
    ['wg0', ''],
    ['vmnet8', ''],
    ['vboxnet0', ''],
    ['zt5u4uxqnj', ''],
    ['bridge100', ''],
    ['utun3', ''],
    ['awdl0', ''],
    ['Ethernet 3', 'VMware Virtual Ethernet Adapter for VMnet8'],
    ['Ethernet 4', 'VirtualBox Host-Only Ethernet Adapter'],
    ['vEthernet (Default Switch)', 'Hyper-V Virtual Ethernet Adapter'],
    ['Local Area Connection', 'TAP-Windows Adapter V9'],
    ['Ethernet 5', 'Cisco AnyConnect Secure Mobility Client Virtual Miniport Adapter'],
    ['Bluetooth Network Connection', 'Bluetooth Device (Personal Area Network)'],
  ])('is never %s %s', (name, description) => {
    expect(chooseAdapter([adapter({ name, description })])).toBeNull();
  });

  it('is never one that the system reports as random', () => {
    expect(chooseAdapter([adapter({ isPhysical: false })])).toBeNull();
    expect(chooseAdapter([adapter({ isRandom: true })])).toBeNull();
  });

  it('has a locally administered address only when there is no other', () => {
    const local = adapter({ address: '52:54:00:12:34:56', position: '/a' });
    expect(lastingAddresses([local, wired])).toEqual(['00163e5a0b71', '525400123456']);
    expect(chooseAdapter([local])).toBe('525400123456');
  });

  it('is null without an address', () => {
    expect(chooseAdapter([])).toBeNull();
    expect(chooseAdapter([adapter({ address: '' }), adapter({ address: '00:00:00:00:00:00' })])).toBeNull();
  });
});

describe('the disk', () => {
  const other = disk({ name: 'sda', holdsSystem: false, serial: read('WD-WX11A22B3344') });
  const stick = disk({ name: 'sdb', holdsSystem: false, isRemovable: true, serial: read('4C530001') });

  it('is the one that contains the system', () => {
    expect(chooseDisk([stick, other, disk()])).toEqual(read('S5GXNX0T'));
  });

  it('is always the same of several that contain it together', () => {
    const twin = disk({ name: 'nvme1n1', serial: read('S5GXNX0A') });
    expect(chooseDisk([disk(), twin])).toEqual(read('S5GXNX0A'));
    expect(chooseDisk([twin, disk()])).toEqual(read('S5GXNX0A'));
    expect(chooseDisk([disk({ serial: read('0000') }), twin])).toEqual(read('S5GXNX0A'));
  });

  it('is the only built-in one when the system does not report it, and null when there are several', () => {
    expect(chooseDisk([stick, other])).toEqual(other.serial);
    expect(chooseDisk([other, disk({ holdsSystem: false })])).toEqual({ outcome: 'missing' });
    expect(chooseDisk([])).toEqual({ outcome: 'missing' });
  });

  it('reports that its number cannot be read', () => {
    expect(chooseDisk([disk({ serial: { outcome: 'no-rights' } }), other])).toEqual({ outcome: 'no-rights' });
  });
});
