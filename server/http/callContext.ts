import { randomBytes } from 'node:crypto';
import type { Http2Bindings, HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import type { Logger } from '../log.ts';
import type { Token } from '../tokens.ts';
import { callerOf, clientAddress, isUnknownProxy, type TrustedProxies } from './guard/clientAddress.ts';
import type { LimitStatus } from './guard/limit.ts';

/** What is known of a call beside what it asks for. */
export interface CallVariables {
  /** Names this call in the log and in `x-request-id`; made here, because a caller's own words stay out of the log. */
  id: string;
  /** Whom limits count it against. Goes nowhere else. */
  caller: string;
  /** Code of the refusal it ended with. */
  code: string;
  /** How the caller stands with the limits that concern this call. */
  limitStatuses: readonly LimitStatus[];
  /** The token it came with, where one was asked for. */
  bearer: Token;
}

/** A call that did not come over a socket has no bindings. */
export type AppEnvironment = { Bindings: Partial<HttpBindings | Http2Bindings>; Variables: CallVariables };

/** Sets what every call has. */
export function callContext(proxies: TrustedProxies, log: Logger): MiddlewareHandler<AppEnvironment> {
  let warned = false;
  return async (c, next) => {
    const peer = c.env?.incoming?.socket.remoteAddress ?? '';
    const forwardedFor = c.req.header('x-forwarded-for') ?? '';
    if (!warned && isUnknownProxy(peer, forwardedFor, proxies)) {
      warned = true;
      log.warn({ notice: 'proxy-not-trusted', variable: 'KEYFERRY_TRUSTED_PROXIES' });
    }
    c.set('id', randomBytes(9).toString('base64url'));
    c.set('caller', callerOf(clientAddress(peer, forwardedFor, proxies)));
    c.set('limitStatuses', []);
    await next();
    c.res.headers.set('x-request-id', c.get('id'));
  };
}
