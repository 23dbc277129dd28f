import type { Context, MiddlewareHandler } from 'hono';
import type { Scope } from '../../../src/contract/scopes.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { Token } from '../../tokens.ts';
import type { AppEnvironment } from '../callContext.ts';
import type { CallGuard } from '../guard/guard.ts';
import { isOver } from '../guard/limit.ts';
import { problemOf, problemResponse } from '../problem.ts';

/** Lets a call through if its token is valid and has the scope. Without a scope, every valid token will do. */
export type RequireScope = (scope?: Scope) => MiddlewareHandler<AppEnvironment>;

/**
 * Bearer tokens (RFC 6750). The answer does not say whether a refused token is unknown, expired or revoked. Clients that
 * send many refused tokens are limited, but a valid token is always accepted: tokens cannot be guessed, and a script with
 * an old token must not lock out others behind the same address.
 *
 * @param find as `findToken`
 */
export function createBearer(
  find: (text: string) => Promise<Token | null>,
  { failedTokens, limited }: CallGuard,
): RequireScope {
  return (scope) => async (c, next) => {
    const header = c.req.header('authorization');
    if (header === undefined) return challenge(c, 401, new Refusal('token-refused'), '');
    const token = await find(/^Bearer +(\S+) *$/i.exec(header)?.[1] ?? '');
    if (token === null) return refuseToken(c);
    if (scope !== undefined && !token.scopes.includes(scope)) {
      return challenge(
        c,
        403,
        new Refusal('token-scope-missing', { scope }),
        `, error="insufficient_scope", scope="${scope}"`,
      );
    }
    c.set('bearer', token);
    return next();
  };

  function refuseToken(c: Context<AppEnvironment>): Response {
    const before = failedTokens.look(c.get('caller'));
    if (isOver(before)) {
      limited(failedTokens.policy.name);
      c.set('limitStatuses', [...c.get('limitStatuses'), before]);
      throw new Refusal('too-many-attempts', { retryAfter: before.secondsLeft ?? 1 });
    }
    c.set('limitStatuses', [...c.get('limitStatuses'), failedTokens.count(c.get('caller'))]);
    return challenge(c, 401, new Refusal('token-refused'), ', error="invalid_token"');
  }
}

function challenge(c: Context<AppEnvironment>, status: number, refusal: Refusal, more: string): Response {
  c.set('code', refusal.code);
  const response = problemResponse(problemOf(refusal, c.req.path), status);
  response.headers.set('www-authenticate', `Bearer realm="keyferry"${more}`);
  return response;
}
