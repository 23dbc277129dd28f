import { sessionKeyIn } from '../../machine/sessionKey.ts';

/** The parts of the browser that are used; `globalThis` has them. */
export interface SessionEnvironment {
  readonly location: Pick<Location, 'hash' | 'pathname'>;
  readonly history: Pick<History, 'replaceState' | 'state'>;
  /** Throws where the browser blocks storage. */
  readonly localStorage: Pick<Storage, 'getItem' | 'setItem'>;
}

const storedName = 'keyferry-session';

/**
 * Finds the key of this session with the local wizard: in the address, from which it is removed, when the page was just
 * admitted; in storage after a reload and in further tabs. A key ends with the program that made it.
 *
 * @returns empty when there is none, so that the program refuses the calls
 */
export function takeSessionKey({ location, history, ...environment }: SessionEnvironment): string {
  const given = sessionKeyIn(location.hash.slice(1));
  if (given !== null) history.replaceState(history.state, '', location.pathname);
  try {
    if (given === null) return environment.localStorage.getItem(storedName) ?? '';
    environment.localStorage.setItem(storedName, given);
  } catch {
    // The key lasts until the page is loaded again.
  }
  return given ?? '';
}
