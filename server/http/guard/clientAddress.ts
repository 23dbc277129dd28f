import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { ConfigurationError } from '../../configurationError.ts';

/**
 * Who calls. Behind a reverse proxy every connection is the proxy's, and `X-Forwarded-For` says on whose behalf; but
 * anybody can send that field, so of what it lists only as much counts as proxies of ours have written.
 */
export interface TrustedProxies {
  /** @returns whether the caller that many steps away from us is a proxy of ours; 0 is who holds the connection */
  trusts(address: string, steps: number): boolean;
}

type AddressRange = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** More proxies than anybody has in a row. */
const MOST_HOPS = 10;

/**
 * @param text addresses and CIDR ranges between commas, or how many proxies stand in front of the service
 * @throws ConfigurationError naming what is none of these
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
 * Finds the caller, from the right: each proxy appends who called it, so what a caller made up stands further left than
 * what is true.
 *
 * @param peer who holds the connection
 * @param forwardedFor `X-Forwarded-For`, lines joined with commas
 * @returns the first address from the right that is no proxy of ours; of proxies alone, the last one
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
 * Whether somebody who names another caller is most likely a proxy that the service was not told of: then everybody
 * behind it would be counted as one.
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

/** Of a link-local address, `fe80::1%eth0`, the zone is ours and not the caller's. */
function withoutZone(address: string): string {
  return address.replace(/%.*$/, '');
}

/**
 * What is counted as one caller: an IPv4 address, or the /64 of an IPv6 address, because a single subscriber has all
 * 2^64 addresses of one (RFC 6177).
 *
 * @returns the same text for the same caller, however its address is written
 */
export function callerOf(address: string): string {
  if (isIP(address) === 0) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString();
}
