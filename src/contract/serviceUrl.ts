import * as v from 'valibot';

/** Ports to which browsers do not connect: https://fetch.spec.whatwg.org/#port-blocking */
const blockedPorts: ReadonlySet<number> = new Set([
  ...[0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109],
  ...[
    110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531,
  ],
  ...[532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060],
  ...[5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080],
]);

/** @returns whether no browser connects to the port, so that no page can be served there */
export function isBlockedPort(port: number): boolean {
  return blockedPorts.has(port);
}

const HOST = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i;

/**
 * Says why an address cannot be the address of an activation service: scheme, host and port alone, because pages send
 * their calls to the root of the host that they came from, and a page policy (CSP3 section 2.3.1) names no other hosts.
 *
 * @returns a sentence without its period that does not repeat the address, which may hold a password; null when it can be one
 */
export function faultOfServiceUrl(text: string): string | null {
  const scheme = /^https?:\/\//.exec(text)?.[0];
  if (scheme === undefined) return 'It must begin with http:// or https://';
  const rest = text.slice(scheme.length);
  const authority = rest.split(/[/?#\\]/, 1)[0] ?? '';
  if (authority.includes('@')) return 'It must not contain a user name or a password';
  if (authority.length < rest.length) return 'It must end after host and port: a path, query or fragment cannot work';
  const [, host = '', port] = /^(.*?)(?::(\d{1,5}))?$/s.exec(authority) ?? [];
  if (!HOST.test(host))
    return 'Its host must be a name in ASCII (Punycode) or an IPv4 address: no page policy takes others';
  if (port === undefined) return null;
  if (Number(port) > 65_535) return 'Its port must be a number from 1 to 65535';
  return isBlockedPort(Number(port)) ? `Browsers refuse to connect to port ${Number(port)}` : null;
}

/** Address of an activation service, such as `https://activate.example.com`, without a trailing slash. */
export const ServiceUrl = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    const fault = dataset.typed ? faultOfServiceUrl(dataset.value) : null;
    if (fault !== null) addIssue({ message: fault });
  }),
  v.url(),
);
