import { Hono } from 'hono';
import { publicOperations } from '../../../src/contract/operations/public.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { AppParts } from '../appParts.ts';
import type { AppEnvironment } from '../callContext.ts';
import { type Mounting, mountOperations } from '../mountOperations.ts';

const noStore = { 'cache-control': 'no-store' } as const;

/** Health checks, and metrics for Prometheus, which needs a token: sales figures are confidential. */
export function operationRoutes({ ready, stopping, metrics }: AppParts, mounting: Mounting): Hono<AppEnvironment> {
  const routes = new Hono<AppEnvironment>();
  const { health, readiness, metrics: exposition } = publicOperations;
  mountOperations(
    routes,
    '',
    { health, readiness, metrics: exposition },
    {
      health: (c) => c.json({ status: 'ok' }, 200, noStore),
      async readiness(c) {
        if (stopping() || !(await ready())) throw new Refusal('service-busy');
        return c.json({ status: 'ready' }, 200, noStore);
      },
      async metrics() {
        const { text, mediaType } = await metrics.exposition();
        return new Response(text, { headers: { 'content-type': mediaType, ...noStore } });
      },
    },
    mounting,
  );
  return routes;
}
