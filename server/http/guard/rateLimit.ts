import type { Context, MiddlewareHandler } from 'hono';
import { Refusal } from '../../../src/refusal.ts';
import type { AppEnvironment } from '../callContext.ts';
import { problemOf, problemResponse } from '../problem.ts';
import { isOver, type Limit, type LimitStatus } from './limit.ts';

/**
 * Sets the fields of draft-ietf-httpapi-ratelimit-headers (revision 10): the quota and its window, and what is left of
 * both.
 */
export function setRateLimitFields(headers: Headers, limitStatuses: readonly LimitStatus[]): void {
  const known = limitStatuses.filter(({ policy }) => policy.quota > 0);
  if (known.length === 0) return;
  const policies = known.map(({ policy }) => `"${policy.name}";q=${policy.quota};w=${policy.windowSeconds}`);
  const states = known.map(
    ({ policy, left, secondsLeft }) => `"${policy.name}";r=${left}${secondsLeft === null ? '' : `;t=${secondsLeft}`}`,
  );
  headers.set('ratelimit-policy', policies.join(', '));
  headers.set('ratelimit', states.join(', '));
}

/**
 * Counts every call and refuses clients that call too often.
 *
 * @param limited called with the name of the limit when it refuses a call
 */
export function limitCalls(limit: Limit, limited: (policy: string) => void): MiddlewareHandler<AppEnvironment> {
  return async (c, next) => {
    const before = limit.look(c.get('caller'));
    if (isOver(before)) {
      limited(limit.policy.name);
      c.set('limitStatuses', [before]);
      c.res = tooManyCalls(c, before);
    } else {
      c.set('limitStatuses', [limit.count(c.get('caller'))]);
      await next();
    }
    setRateLimitFields(c.res.headers, c.get('limitStatuses'));
  };
}

function tooManyCalls(c: Context<AppEnvironment>, { secondsLeft }: LimitStatus): Response {
  c.set('code', 'service-busy');
  const refusal = new Refusal('service-busy', { retryAfter: secondsLeft ?? 1 });
  return problemResponse(problemOf(refusal, c.req.path), 429);
}
