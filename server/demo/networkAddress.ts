import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Configuration } from '../configuration.ts';
import type { BannerFacts } from './banner.ts';

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

/** Browsers resolve `localhost` to both loopback addresses, and allow the camera there. */
const LOOPBACK = /^(?:localhost$|127\.|::1$)/;
const EVERY_ADDRESS = /^(?:0\.0\.0\.0|::)$/;

/**
 * @param interfaces as the operating system reports them
 * @returns how this computer and a phone reach the service; null for the phone when it cannot, or only at an IPv6 address,
 *   which pages cannot call
 */
export function addressesOf(
  { publicUrl, host }: Pick<Configuration, 'publicUrl' | 'host'>,
  port: number,
  interfaces: Interfaces = networkInterfaces(),
): Pick<BannerFacts, 'machineAddress' | 'phoneAddress'> {
  const isLocal = host !== undefined && LOOPBACK.test(host);
  const isEvery = host === undefined || EVERY_ADDRESS.test(host);
  const machine = isLocal || isEvery ? 'localhost' : isIPv6(host) ? `[${host}]` : host;
  const other = isEvery ? localNetworkAddress(interfaces) : isLocal || isIPv6(host) ? null : host;
  const phone = publicUrl ?? (other === null ? null : `http://${other}:${port}`);
  return { machineAddress: `http://${machine}:${port}/`, phoneAddress: phone === null ? null : `${phone}/` };
}
