import { RateLimiterMemory } from 'rate-limiter-flexible';

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
  look(key: string): Promise<LimitStatus>;
  /** Counts one event. */
  count(key: string): Promise<LimitStatus>;
}

/** Largest number of keys in memory. An attack would need a thousand times as many addresses to profit from this. */
const MOST_KEYS = 50_000;

/** @param mostKeys above this number, the keys with the oldest windows are dropped */
export function createLimit(policy: Policy, mostKeys = MOST_KEYS): Limit {
  const unlimited: LimitStatus = { policy, left: 0, secondsLeft: null };
  if (policy.quota === 0) return { policy, look: async () => unlimited, count: async () => unlimited };
  const limiter = new RateLimiterMemory({ points: policy.quota, duration: policy.windowSeconds });
  // In the order in which their windows started. The library itself does not limit the number of keys.
  const known = new Set<string>();

  async function remember(key: string): Promise<void> {
    known.delete(key);
    known.add(key);
    const [oldest] = known;
    if (known.size <= mostKeys || oldest === undefined) return;
    known.delete(oldest);
    await limiter.delete(oldest);
  }

  const limitStatus = (taken: number, milliseconds: number): LimitStatus => ({
    policy,
    left: Math.max(0, policy.quota - taken),
    secondsLeft: milliseconds > 0 ? Math.ceil(milliseconds / 1000) : null,
  });

  return {
    policy,
    async look(key) {
      const found = await limiter.get(key);
      // The library keeps an expired window until its timer fires.
      return found === null || found.msBeforeNext <= 0
        ? limitStatus(0, 0)
        : limitStatus(found.consumedPoints, found.msBeforeNext);
    },
    async count(key) {
      const found = await limiter.penalty(key);
      if (found.isFirstInDuration) await remember(key);
      return limitStatus(found.consumedPoints, found.msBeforeNext);
    },
  };
}

/** @returns whether the limit is reached; never for a quota of 0 */
export function isOver({ policy, left }: LimitStatus): boolean {
  return policy.quota > 0 && left === 0;
}
