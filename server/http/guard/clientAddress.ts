import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { ConfigurationError } from '../../configurationError.ts';

/**
 * Which reverse proxies are trusted. Behind one, every connection is the proxy's and `X-Forwarded-For` names the client;
 * but clients can send that field too, so only the entries that trusted proxies wrote count.
 */
export interface TrustedProxies {
  /** @returns whether the address this many hops away is a trusted proxy; hop 0 is the peer of the connection */
  trusts(address: string, steps: number): boolean;
}

type AddressRange = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Largest number of proxies in a row. */
const MOST_HOPS = 10;

/**
 * @param text addresses and CIDR ranges, separated by commas; or the number of proxies in front of the service
 * @throws ConfigurationError naming the entry that is neither
 */
export function readTrustedProxies(text: string | undefined): TrustedProxies {
  if (text === undefined) return { trusts: () => false };
  if (/^\d{1,2}$/.test(text) && Number(text) <= MOST_HOPS) return { trusts: (_, steps) => steps < Number(text) };
  const ranges = text.split(',').map((entry) => readRange(entry.trim()));
  return {
    trusts: (address) => {
      const parsed = ipaddr.process(address);
      return ranges.some((range) => range[0].kind() === parsed.kind() && parsed.match([...range]));
    },
  };
}

function readRange(text: string): AddressRange {
  const [address = '', bits, another] = text.split('/');
  const isRange = isIP(address) > 0 && another === undefined && (bits === undefined || /^\d{1,3}$/.test(bits));
  if (isRange) {
    const parsed = ipaddr.process(address);
    const most = parsed.kind() === 'ipv6' ? 128 : 32;
    if (Number(bits ?? most) <= most) return [parsed, Number(bits ?? most)];
  }
  throw new ConfigurationError(
    `KEYFERRY_TRUSTED_PROXIES names "${text}"; it must be addresses or ranges such as 127.0.0.1,10.0.0.0/8, or a number of proxies up to ${MOST_HOPS}.`,
  );
}

/**
 * Finds the client, from the right: each proxy appends the address that called it, so invented entries are further left
 * than true ones.
 *
 * @param peer the address of the connection
 * @param forwardedFor `X-Forwarded-For`, lines joined with commas
 * @returns the first address from the right that is not a trusted proxy; the last one if all are
 */
export function clientAddress(peer: string, forwardedFor: string, proxies: TrustedProxies): string {
  let client = withoutZone(peer);
  const listed = forwardedFor.split(',');
  for (let steps = 0; isIP(client) > 0 && proxies.trusts(client, steps); steps += 1) {
    const next = withoutPort(listed.pop()?.trim() ?? '');
    if (isIP(next) === 0) return client;
    client = next;
  }
  return client;
}

/**
 * @returns whether the peer is probably a proxy that is not configured: all clients behind it would share one limit
 */
export function isUnknownProxy(peer: string, forwardedFor: string, proxies: TrustedProxies): boolean {
  const address = withoutZone(peer);
  if (forwardedFor === '' || isIP(address) === 0 || proxies.trusts(address, 0)) return false;
  return ['loopback', 'private', 'uniqueLocal', 'linkLocal'].includes(ipaddr.process(address).range());
}

/** Some proxies write `192.0.2.1:4711` or `[2001:db8::1]:4711`. */
function withoutPort(entry: string): string {
  return withoutZone(entry.replace(/^\[([^\]]*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1'));
}

/** The zone of a link-local address, `fe80::1%eth0`, belongs to this machine and not to the client. */
function withoutZone(address: string): string {
  return address.split('%', 1)[0] ?? '';
}

/**
 * What counts as one client: an IPv4 address, or the /64 of an IPv6 address, because one subscriber has all of its 2^64
 * addresses (RFC 6177).
 *
 * @returns the same text for every spelling of an address
 */
export function callerOf(address: string): string {
  if (isIP(address) === 0) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString();
}
