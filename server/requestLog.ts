import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { Refusal } from '../src/refusal.ts';

/** Takes one finished line; `process.stdout.write` in the service, an array in tests. */
export type LogSink = (line: string) => void;

/**
 * One JSON line a call: what was called, how it ended, how long it took. The route's pattern stands for the path, so
 * that nothing a person sent, not even a mistyped address, reaches the log.
 */
export function requestLog(sink: LogSink, now: () => Date): MiddlewareHandler<{ Variables: { code: string } }> {
  return async (c, next) => {
    const began = performance.now();
    await next();
    const code = c.get('code');
    sink(
      JSON.stringify({
        time: now().toISOString(),
        method: knownMethod(c.req.method),
        route: routePath(c),
        status: c.res.status,
        ms: Math.round((performance.now() - began) * 10) / 10,
        ...(code !== undefined && { code }),
        ...(c.error !== undefined && !(c.error instanceof Refusal) && { fault: describeFault(c.error) }),
      }),
    );
  };
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

function knownMethod(method: string): string {
  return methods.has(method) ? method : 'other';
}

/** Where a fault happened. Its message is left out, because messages quote what they choke on. */
export function describeFault(error: Error): { name: string; code?: string; at: readonly string[] } {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    at: frames.slice(0, 8).map((line) => line.trim().replace(/^at /, '')),
  };
}
