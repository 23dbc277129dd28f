import { networkInterfaces } from 'node:os';

/** Interfaces of virtual machines, containers and tunnels, which phones cannot reach. */
const virtual = /^(?:lo|docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|tailscale|wg|zt|cni|podman|awdl|llw)/i;
/** Names of network cards on Linux, macOS and Windows. */
const physical = /^(?:en|eth|wl|wi-?fi|ethernet|wlan)/i;

type Interfaces = ReturnType<typeof networkInterfaces>;

/**
 * Finds the address at which other devices in the network most likely reach this computer.
 *
 * @param interfaces as the operating system reports them
 * @returns an IPv4 address, or null without a network
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
