import type { Adapter } from '../../src/machine/survey.ts';
import type { SystemFiles } from './files.ts';
import { canBeRemoved } from './removable.ts';

/** ARPHRD_ETHER: Ethernet and wireless adapters. */
const ethernet = '1';
/**
 * `addr_assign_type`: NET_ADDR_RANDOM, chosen by the kernel; NET_ADDR_STOLEN, of another adapter; NET_ADDR_SET, set by a
 * program.
 */
const [random, stolen, set] = ['1', '2', '3'];

/** @param changesAtStart whether adapters get new addresses at each start, as under WSL */
export function linuxAdapters(files: SystemFiles, changesAtStart: boolean): readonly Adapter[] {
  return files
    .list('/sys/class/net')
    .filter((name) => files.text(`/sys/class/net/${name}/type`) === ethernet)
    .map((name) => adapterAt(files, name))
    .map((adapter) => ({ ...adapter, isRandom: adapter.isRandom || changesAtStart }));
}

function adapterAt(files: SystemFiles, name: string): Adapter {
  const folder = files.follow(`/sys/class/net/${name}`) ?? '';
  return {
    name,
    description: '',
    ...addressOf(files, folder),
    // A virtual function of a card is for virtual machines.
    isPhysical: files.has(`${folder}/device`) && !isVirtual(folder) && !files.has(`${folder}/device/physfn`),
    isRemovable: canBeRemoved(files, folder),
    isOnboard: onboardMarks.some((mark) => files.has(`${folder}/device/${mark}`)),
    position: folder,
  };
}

const isVirtual = (folder: string) => folder.includes('/devices/virtual/');

/** How firmware names what is on the main board: by ACPI, SMBIOS or device tree. */
const onboardMarks = ['acpi_index', 'index', 'of_node'];

/**
 * Finds the adapter's own address. In use may be another: that of a bond or team, a random one while a wireless adapter
 * scans, or one that a program set.
 */
function addressOf(files: SystemFiles, folder: string): Pick<Adapter, 'address' | 'isRandom'> {
  const own = files.text(`${folder}/bonding_slave/perm_hwaddr`) || files.text(`${folder}/phy80211/macaddress`);
  if (own) return { address: own, isRandom: false };
  const address = files.text(`${folder}/address`);
  const origin = files.text(`${folder}/addr_assign_type`);
  if (![random, stolen, set].includes(origin)) return { address, isRandom: false };
  const atStart = addressAtStart(files, folder);
  if (atStart) return { address: atStart, isRandom: false };
  // A manufacturer's address that a program set is mostly the adapter's own, restored.
  return { address, isRandom: origin !== set || isLocal(address) };
}

/** The permanent address, which udev recorded when the adapter appeared. */
function addressAtStart(files: SystemFiles, folder: string): string {
  const record = files.text(`/run/udev/data/n${files.text(`${folder}/ifindex`)}`);
  return /^E:ID_NET_NAME_MAC=[a-z]{3}([0-9a-f]{12})$/m.exec(record)?.[1] ?? '';
}

function isLocal(address: string): boolean {
  return (Number.parseInt(address.slice(0, 2), 16) & 2) === 2;
}
