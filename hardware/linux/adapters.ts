import type { Adapter } from '../../src/machine/survey.ts';
import type { SystemFiles } from './files.ts';

/** ARPHRD_ETHER: Ethernet and wireless adapters. */
const ethernet = '1';
/** `addr_assign_type`: NET_ADDR_RANDOM, chosen by the kernel; NET_ADDR_SET, set by a program. */
const random = '1';
const set = '3';

export function linuxAdapters(files: SystemFiles): readonly Adapter[] {
  return files
    .list('/sys/class/net')
    .filter((name) => files.text(`/sys/class/net/${name}/type`) === ethernet)
    .map((name) => adapterAt(files, name));
}

function adapterAt(files: SystemFiles, name: string): Adapter {
  const folder = files.follow(`/sys/class/net/${name}`) ?? '';
  // Bonded adapters all show the address of the first; this file has their own.
  const own = files.text(`${folder}/bonding_slave/perm_hwaddr`);
  const address = own || files.text(`${folder}/address`);
  const origin = own ? '' : files.text(`${folder}/addr_assign_type`);
  return {
    name,
    description: '',
    address,
    isPhysical: files.has(`${folder}/device`) && !folder.includes('/devices/virtual/'),
    isRemovable: folder.includes('/usb'),
    isRandom: origin === random || (origin === set && isLocal(address)),
    position: folder,
  };
}

/** A manufacturer's address that a program set is mostly the adapter's own, restored after a scan for networks. */
function isLocal(address: string): boolean {
  return (Number.parseInt(address.slice(0, 2), 16) & 2) === 2;
}
