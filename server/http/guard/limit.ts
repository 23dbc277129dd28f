/** A limit: at most `quota` events in a window that starts with the first of them. */
export interface Policy {
  /** The name in the `RateLimit-Policy` field. */
  readonly name: string;
  /** 0: no limit. */
  readonly quota: number;
  readonly windowSeconds: number;
}

/** The state of a limit for one key. */
export interface LimitStatus {
  readonly policy: Policy;
  /** Events left in this window. */
  readonly left: number;
  /** Seconds until the window ends, at least 1; null before the first event. */
  readonly secondsLeft: number | null;
}

/** Counts by key, in the memory of this process. */
export interface Limit {
  readonly policy: Policy;
  /** Reads the state without counting. */
  look(key: string): LimitStatus;
  /** Counts one event. */
  count(key: string): LimitStatus;
}

interface Window {
  events: number;
  /** In monotonic milliseconds. */
  readonly endsAt: number;
}

/** Largest number of keys in memory. An attack would need a thousand times as many addresses to profit from this. */
const MOST_KEYS = 50_000;

/**
 * @param mostKeys above this number, the keys with the oldest windows are dropped
 * @param clock monotonic milliseconds: setting the wall clock neither ends nor extends a window
 */
export function createLimit(policy: Policy, mostKeys = MOST_KEYS, clock = () => performance.now()): Limit {
  // In the order in which they started, and so in the order in which they end.
  const windows = new Map<string, Window>();

  function windowOf(key: string, now: number): Window | undefined {
    const found = windows.get(key);
    return found !== undefined && found.endsAt > now ? found : undefined;
  }

  function begin(key: string, now: number): Window {
    const begun = { events: 0, endsAt: now + policy.windowSeconds * 1000 };
    windows.delete(key);
    windows.set(key, begun);
    for (const [oldest, { endsAt }] of windows) {
      if (endsAt > now && windows.size <= mostKeys) break;
      windows.delete(oldest);
    }
    return begun;
  }

  const statusOf = (found: Window | undefined, now: number): LimitStatus => ({
    policy,
    left: Math.max(0, policy.quota - (found?.events ?? 0)),
    secondsLeft: found === undefined ? null : Math.ceil((found.endsAt - now) / 1000),
  });

  return {
    policy,
    look(key) {
      const now = clock();
      return statusOf(windowOf(key, now), now);
    },
    count(key) {
      const now = clock();
      if (policy.quota === 0) return statusOf(undefined, now);
      const found = windowOf(key, now) ?? begin(key, now);
      found.events += 1;
      return statusOf(found, now);
    },
  };
}

/** @returns whether the limit is reached; never for a quota of 0 */
export function isOver({ policy, left }: LimitStatus): boolean {
  return policy.quota > 0 && left === 0;
}
