import { randomBytes } from 'node:crypto';
import type { Http2Bindings, HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import type { RefusalCode } from '../../src/refusal.ts';
import type { Logger } from '../log.ts';
import type { Token } from '../tokens.ts';
import { callerOf, clientAddress, isUnknownProxy, type TrustedProxies } from './guard/clientAddress.ts';
import type { LimitStatus } from './guard/limit.ts';

/** Facts about a call that its path and body do not contain. */
export interface CallVariables {
  /** Id of the call in the log and in `x-request-id`. Generated here: no text of a client is kept. */
  id: string;
  /** Key of the client in the rate limits. Never logged. */
  caller: string;
  /** Id of the service's product that an order or a receipt names; absent until it is read. */
  product: string | undefined;
  /** Refusal code of the answer. */
  code: RefusalCode;
  /** Status of the limits that apply to this call. */
  limitStatuses: readonly LimitStatus[];
  /** The accepted token, where the route requires one. */
  bearer: Token;
}

/** Tests call without a socket, so there may be no bindings. */
export type AppEnvironment = { Bindings: Partial<HttpBindings | Http2Bindings>; Variables: CallVariables };

/** Sets the variables of every call. */
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
