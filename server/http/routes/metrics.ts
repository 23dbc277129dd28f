import { Hono } from 'hono';
import type { AppParts } from '../app.ts';
import type { AppEnvironment } from '../callContext.ts';
import type { Guard } from '../guard/guard.ts';
import { limitCalls } from '../guard/rateLimit.ts';
import type { RequireScope } from './bearer.ts';

/** For Prometheus, which sends a token: how much a vendor sells is nobody else's business. */
export function metricsRoutes({ metrics }: AppParts, guard: Guard, requireScope: RequireScope): Hono<AppEnvironment> {
  const limit = limitCalls(guard.calls, guard.limited);
  return new Hono<AppEnvironment>().get('/metrics', limit, requireScope('metrics:read'), async () => {
    const { text, mediaType } = await metrics.exposition();
    return new Response(text, { headers: { 'content-type': mediaType, 'cache-control': 'no-store' } });
  });
}
