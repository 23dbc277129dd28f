import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { Refusal, type RefusalCode } from '../../src/refusal.ts';
import { describeError, type Logger, type LogLevel } from '../log.ts';
import type { AppEnvironment } from './callContext.ts';
import { arrivalOf } from './connections/arrivals.ts';
import { readTraceparent } from './traceContext.ts';

/** What the log records about a call: nothing that identifies a person or a license. */
export interface CallLine {
  readonly method: string;
  /** The route's pattern instead of the path, so that no client input is kept, not even a mistyped address. */
  readonly route: string;
  readonly status: number;
  /** From the arrival of the first bytes to the answer, the wait for a turn included. */
  readonly ms: number;
  readonly code?: RefusalCode;
  /** Id of the product that was ordered or returned. */
  readonly product?: string;
}

/**
 * Logs one line per call: route, outcome and duration.
 *
 * @param ended called with the same facts, for metrics
 */
export function requestLog(log: Logger, ended: (line: CallLine) => void): MiddlewareHandler<AppEnvironment> {
  return async (c, next) => {
    const began = arrivalOf(c.env?.incoming) ?? performance.now();
    const trace = readTraceparent(c.req.header('traceparent'));
    await next();
    const [code, product] = [c.get('code'), c.get('product')];
    const line: CallLine = {
      method: knownMethod(c.req.method),
      route: routePath(c),
      status: c.res.status,
      ms: Math.round((performance.now() - began) * 10) / 10,
      ...(code !== undefined && { code }),
      ...(product !== undefined && { product }),
    };
    const error = c.error instanceof Refusal ? undefined : c.error;
    log[levelOf(line)]({ id: c.get('id'), ...trace, ...line, ...(error && { fault: describeError(error) }) });
    ended(line);
  };
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

function knownMethod(method: string): string {
  return methods.has(method) ? method : 'other';
}

/** Health checks, which are called every few seconds. */
const probed = new Set(['/healthz', '/readyz', '/metrics']);

function levelOf({ route, status }: CallLine): Exclude<LogLevel, 'silent'> {
  if (status === 500) return 'error';
  if (status === 503 || status === 429) return 'warn';
  return probed.has(route) && status < 400 ? 'debug' : 'info';
}
