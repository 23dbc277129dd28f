/** Carries the session key of the local wizard with each call of its page. */
export const sessionKeyHeader = 'keyferry-session';

const prefix = 'session=';

/** @returns the fragment, without `#`, that gives the page its session key */
export function sessionKeyFragment(key: string): string {
  return prefix + key;
}

/**
 * @param fragment of the page's address, without `#`; untrusted
 * @returns null for any other fragment
 */
export function sessionKeyIn(fragment: string): string | null {
  return fragment.startsWith(prefix) ? fragment.slice(prefix.length) : null;
}
