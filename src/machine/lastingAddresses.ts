import { normalizeAddress } from './normalize.ts';
import type { Adapter } from './survey.ts';

/** Names of adapters that virtual machines, containers, bridges, tunnels and phones add. */
const virtualName =
  /^(?:lo|docker|br|virbr|vnet|vmnet|vboxnet|vmenet|tun|tap|utun|ipsec|ppp|wg|tailscale|bond|team|dummy|ifb|cni|flannel|lxcbr|lxdbr|awdl|llw|ap|anpi|bridge|gif|stf|bnep|pan|usb|rndis)(?:[-_.\d]|$)|^(?:veth|zt|cali)/i;
/** The same, by description. */
const virtualDescription =
  /virtual|hyper-v|vmware|virtualbox|vpn|tap-|tunnel|wireguard|wintun|tailscale|zerotier|anyconnect|fortinet|loopback|bluetooth|kernel debug|wan miniport|wi-fi direct|npcap|teredo|isatap|bridge/i;

/**
 * Lists the network adapters that identify the machine: physical ones that stay in it. Docks and other external ones never
 * count, because they come and go, nor do addresses that the system makes.
 *
 * @returns their MACs, 12 lower-case hex digits each: those of manufacturers before locally administered ones, as virtual
 *   machines have; those of the main board first; then by position on the bus
 */
export function lastingAddresses(adapters: readonly Adapter[]): readonly string[] {
  const lasting = adapters
    .filter((adapter) => isPart(adapter) && !adapter.isRandom)
    .flatMap(({ address, isOnboard, position }) => {
      const normalized = normalizeAddress(address);
      return typeof normalized === 'string' ? [] : [{ address: normalized.value, isOnboard, position }];
    })
    .sort(
      (one, other) =>
        Number(isLocal(one.address)) - Number(isLocal(other.address)) ||
        Number(other.isOnboard) - Number(one.isOnboard) ||
        compare(one.position, other.position) ||
        compare(one.address, other.address),
    );
  return [...new Set(lasting.map(({ address }) => address))];
}

/** @returns whether an adapter is a part of the machine, whatever its address */
export function isPart({ isPhysical, isRemovable, name, description }: Adapter): boolean {
  return isPhysical && !isRemovable && !virtualName.test(name) && !virtualDescription.test(description);
}

/** The second bit of the first byte: locally administered (IEEE 802, section 8.2). */
function isLocal(address: string): boolean {
  return (Number.parseInt(address.slice(0, 2), 16) & 2) === 2;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
