import { networkInterfaces } from 'node:os';

/** Interfaces that lead to virtual machines, containers and tunnels, where no phone is. */
const virtual = /^(?:lo|docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|tailscale|wg|zt|cni|podman|awdl|llw)/i;
/** Names of network cards on Linux, macOS and Windows. */
const physical = /^(?:en|eth|wl|wi-?fi|ethernet|wlan)/i;

type Interfaces = ReturnType<typeof networkInterfaces>;

/**
 * The address under which other devices in this network most likely reach this computer.
 *
 * @param interfaces what the operating system reports
 * @returns an IPv4 address, or null when there is no network
 */
export function localNetworkAddress(interfaces: Interfaces = networkInterfaces()): string | null {
  const candidates = Object.entries(interfaces).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
      .map(({ address }) => ({ address, rank: rankOf(name) })),
  );
  const [best] = candidates.sort((a, b) => a.rank - b.rank);
  return best?.address ?? null;
}

function rankOf(name: string): number {
  if (virtual.test(name)) return 2;
  return physical.test(name) ? 0 : 1;
}
