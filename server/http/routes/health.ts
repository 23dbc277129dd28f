import { Hono } from 'hono';
import { Refusal } from '../../../src/refusal.ts';
import type { AppParts } from '../app.ts';
import type { AppEnvironment } from '../callContext.ts';

const noStore = { 'cache-control': 'no-store' } as const;

/** `healthz`: the process answers. `readyz`: it can issue licenses. */
export function healthRoutes({ ready, stopping }: AppParts): Hono<AppEnvironment> {
  return new Hono<AppEnvironment>()
    .get('/healthz', (c) => c.json({ status: 'ok' }, 200, noStore))
    .get('/readyz', async (c) => {
      if (stopping() || !(await ready())) throw new Refusal('service-busy');
      return c.json({ status: 'ready' }, 200, noStore);
    });
}
