import { RateLimiterMemory } from 'rate-limiter-flexible';

/** How often something may happen: so many times in a window that begins with the first of them. */
export interface Policy {
  /** As callers read it in `RateLimit-Policy`. */
  readonly name: string;
  /** 0 switches the limit off. */
  readonly quota: number;
  readonly windowSeconds: number;
}

/** How things stand for one caller. */
export interface LimitStatus {
  readonly policy: Policy;
  /** How often it may still happen. */
  readonly left: number;
  /** Seconds until the window is over, at least 1; null while nothing has happened. */
  readonly secondsLeft: number | null;
}

/** Counts by key, in the memory of this process. */
export interface Limit {
  readonly policy: Policy;
  /** Looks without counting. */
  look(key: string): Promise<LimitStatus>;
  /** Counts one more. */
  count(key: string): Promise<LimitStatus>;
}

/** How many keys are remembered. A thousandfold of these would have to be kept busy to make an attack worth a try. */
const MOST_KEYS = 50_000;

/** @param mostKeys when more keys than these are counted, those that began first are forgotten */
export function createLimit(policy: Policy, mostKeys = MOST_KEYS): Limit {
  const unlimited: LimitStatus = { policy, left: 0, secondsLeft: null };
  if (policy.quota === 0) return { policy, look: async () => unlimited, count: async () => unlimited };
  const limiter = new RateLimiterMemory({ points: policy.quota, duration: policy.windowSeconds });
  // In the order in which their windows began. The library itself would keep as many as there are.
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
      // One that is over stays until its timer comes round.
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

/** A limit that is switched off never runs out. */
export function isOver({ policy, left }: LimitStatus): boolean {
  return policy.quota > 0 && left === 0;
}
