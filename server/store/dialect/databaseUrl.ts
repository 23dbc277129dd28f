import { ConfigurationError } from '../../configurationError.ts';

/** Modes of `sslmode`. The driver checks the certificate in all but two and warns that others will mean less one day. */
const checkedModes = ['prefer', 'require', 'verify-ca', 'verify-full'];
const modes = ['disable', 'no-verify', ...checkedModes];

/**
 * Checks a database's address before anything is opened.
 *
 * @param url begins with `postgres://` or `postgresql://`; no message contains it, because it may hold a password
 * @throws ConfigurationError when it cannot be read, names several hosts, or has an unknown `sslmode`
 */
export function checkDatabaseUrl(url: string): void {
  const authority = /^[a-z]+:\/\/([^/?#]*)/.exec(url)?.[1] ?? '';
  if (authority.slice(authority.lastIndexOf('@') + 1).includes(',')) {
    throw new ConfigurationError(
      'DATABASE_URL names several hosts. Name one: an address that always leads to the current primary.',
    );
  }
  const parts = partsOf(url);
  if (parts === null || parts.rest.includes('@')) {
    throw new ConfigurationError(
      'DATABASE_URL cannot be read as postgres://USER:PASSWORD@HOST:PORT/NAME. Write special characters in user and password as % and their code: @ is %40, : is %3A, / is %2F, ? is %3F, # is %23, % is %25.',
    );
  }
  if (parts.mode !== null && !modes.includes(parts.mode)) {
    throw new ConfigurationError(`The sslmode in DATABASE_URL must be one of ${modes.join(', ')}.`);
  }
}

/** As libpq, allows a user without a host, for a socket in `?host=/run/postgresql`. */
const parse = (url: string): URL => new URL(url.replace('@/', '@localhost/'));

/** @returns null when a part is malformed */
function partsOf(url: string): { readonly rest: string; readonly mode: string | null } | null {
  try {
    const { username, password, hostname, pathname, search, hash, searchParams } = parse(url);
    for (const part of [username, password, hostname, pathname]) decodeURIComponent(part);
    return { rest: pathname + hash + (searchParams.has('user') ? '' : search), mode: searchParams.get('sslmode') };
  } catch {
    return null;
  }
}

/** @returns the address with a mode that means the same and that the driver does not warn about */
export function withCheckedCertificate(url: string): string {
  const libpq = parse(url).searchParams.get('uselibpqcompat') === 'true';
  return libpq ? url : url.replace(new RegExp(`([?&]sslmode=)(?:${checkedModes.join('|')})(?=&|$)`), '$1verify-full');
}
