import { normalizeAddress } from './normalize.ts';
import type { Adapter } from './survey.ts';

/** Names of adapters that virtual machines, containers, bridges, tunnels and phones add. */
const virtualName =
  /^(?:lo|docker|br|virbr|vnet|vmnet|vboxnet|vmenet|tun|tap|utun|ipsec|ppp|wg|tailscale|bond|team|dummy|ifb|cni|flannel|lxcbr|lxdbr|awdl|llw|ap|anpi|bridge|gif|stf|bnep|pan|usb|rndis)(?:[-_.\d]|$)|^(?:veth|zt|cali)/i;
/** The same, by description. */
const virtualDescription =
  /virtual|hyper-v|vmware|virtualbox|vpn|tap-|tunnel|wireguard|wintun|tailscale|zerotier|anyconnect|fortinet|loopback|bluetooth|kernel debug|wan miniport|wi-fi direct|npcap|teredo|isatap|bridge/i;

/**
 * Chooses the network adapter that identifies the machine: a physical one, built in rather than external, with an address
 * of its maker. A locally administered address counts only where there is no other, as in a virtual machine. An address
 * that the system has randomized never counts, because it changes.
 *
 * @returns its MAC, 12 lower-case hex digits; null when there is none
 */
export function chooseAdapter(adapters: readonly Adapter[]): string | null {
  const [first] = adapters
    .filter(({ isPhysical, isRandom, name, description }) => {
      return isPhysical && !isRandom && !virtualName.test(name) && !virtualDescription.test(description);
    })
    .flatMap(({ address, isRemovable, position }) => {
      const normalized = normalizeAddress(address);
      return typeof normalized === 'string' ? [] : [{ address: normalized.value, isRemovable, position }];
    })
    .sort(
      (one, other) =>
        Number(isLocal(one.address)) - Number(isLocal(other.address)) ||
        Number(one.isRemovable) - Number(other.isRemovable) ||
        compare(one.position, other.position) ||
        compare(one.address, other.address),
    );
  return first?.address ?? null;
}

/** The second bit of the first byte: locally administered (IEEE 802, section 8.2). */
function isLocal(address: string): boolean {
  return (Number.parseInt(address.slice(0, 2), 16) & 2) === 2;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
