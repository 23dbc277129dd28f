import type { Adapter, Disk, MachineSurvey, Observation } from '../../src/machine/survey.ts';

export const read = (value: string): Observation => ({ outcome: 'read', value });

export function disk(change: Partial<Disk> = {}): Disk {
  return { name: 'nvme0n1', holdsSystem: true, isRemovable: false, serial: read('S5GXNX0T'), ...change };
}

export function adapter(change: Partial<Adapter> = {}): Adapter {
  return {
    name: 'eth0',
    description: '',
    address: '00:16:3e:5a:0b:71',
    isPhysical: true,
    isRemovable: false,
    isOnboard: false,
    isRandom: false,
    position: '/devices/pci0000:00/0000:00:1f.6/net/eth0',
    ...change,
  };
}

/** An ordinary, fictional computer. */
export const survey: MachineSurvey = {
  surroundings: { kind: 'hardware', name: '' },
  os: read('7c1d0b6f4f0a4c9fb2a5d0c94f0e1a37'),
  system: read('b2c65d1e-93aa-4f0e-8d1b-6a70c4e5f812'),
  board: read('PF2K81ZQ0007'),
  disks: [disk()],
  adapters: [adapter()],
};
