import { Hono } from 'hono';
import { Refusal } from '../../src/refusal.ts';
import type { Keystore } from '../keys/keystore.ts';
import type { InstalledKeyset } from '../keys/vendorCheck.ts';
import type { Activations } from '../licensing/activations.ts';
import type { Catalog } from '../licensing/catalog.ts';
import type { Returns } from '../licensing/returns.ts';
import type { Logger } from '../log.ts';
import { isUnavailable } from '../store/dialect/errors.ts';
import type { Store } from '../store/tables.ts';
import type { Writer } from '../store/writer.ts';
import type { Token } from '../tokens.ts';
import { type AppEnvironment, callContext } from './callContext.ts';
import { createGuard } from './guard/guard.ts';
import type { GuardSettings } from './guard/settings.ts';
import type { Metrics } from './metrics.ts';
import type { Pages } from './pages.ts';
import { asRefusal, problemOf, problemResponse } from './problem.ts';
import { requestLog } from './requestLog.ts';
import { adminRoutes } from './routes/admin/routes.ts';
import { apiRoutes } from './routes/api.ts';
import { createBearer } from './routes/bearer.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { pageRoutes } from './routes/pages.ts';
import { securityHeaders } from './securityHeaders.ts';

/** What an app needs from the world. */
export interface AppParts {
  readonly catalog: Catalog;
  readonly keyset: InstalledKeyset;
  readonly keystore: Keystore;
  readonly store: Store;
  readonly writer: Writer;
  readonly activations: Activations;
  readonly returns: Returns;
  readonly pages: Pages;
  /** Origins whose pages may call the API, besides pages opened from files. */
  readonly origins: ReadonlySet<string>;
  /** Where the API is reached, for its own description. */
  readonly publicUrl: string;
  readonly ready: () => Promise<boolean>;
  /** True once the service is stopping: connections are then closed after their answer. */
  readonly stopping: () => boolean;
  readonly guard: GuardSettings;
  /** @returns the token that somebody has sent, where it is in force; null otherwise */
  readonly findToken: (text: string) => Promise<Token | null>;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly now: () => Date;
}

/** The whole service as one function from request to answer. */
export function createApp(parts: AppParts): Hono<AppEnvironment> {
  const app = new Hono<AppEnvironment>();
  const guard = createGuard(parts.guard, parts.metrics.limited);
  const requireScope = createBearer(parts.findToken, guard);
  app.use(callContext(parts.guard.proxies, parts.log));
  app.use(requestLog(parts.log, parts.metrics.called));
  app.use(securityHeaders(parts.publicUrl));
  app.use(async (c, next) => {
    await next();
    if (parts.stopping()) c.res.headers.set('connection', 'close');
  });
  app.route('/', healthRoutes(parts));
  app.route('/', metricsRoutes(parts, guard, requireScope));
  app.route('/api/v1/admin', adminRoutes(parts, guard, requireScope));
  app.route('/api', apiRoutes(parts, guard));
  app.route('/', pageRoutes(parts));
  app.notFound((c) => {
    c.set('code', 'service-not-found');
    return problemResponse(problemOf(new Refusal('service-not-found'), c.req.path));
  });
  app.onError((error, c) => {
    const refusal = asRefusal(error, isUnavailable);
    c.set('code', refusal.code);
    return problemResponse(problemOf(refusal, c.req.path));
  });
  return app;
}
