import { Hono } from 'hono';
import { Refusal } from '../../src/refusal.ts';
import { isUnavailable } from '../store/dialect/errors.ts';
import type { AppParts } from './appParts.ts';
import { type AppEnvironment, callContext } from './callContext.ts';
import { createGuard } from './guard/guard.ts';
import { limitCalls } from './guard/rateLimit.ts';
import { asRefusal, problemOf, problemResponse } from './problem.ts';
import { requestLog } from './requestLog.ts';
import { adminRoutes } from './routes/admin/routes.ts';
import { apiRoutes } from './routes/api.ts';
import { createBearer } from './routes/bearer.ts';
import { operationRoutes } from './routes/operation.ts';
import { pageRoutes } from './routes/pages.ts';
import { securityHeaders } from './securityHeaders.ts';

/** Builds the HTTP app: API, admin API, metrics and pages. */
export function createApp(parts: AppParts): Hono<AppEnvironment> {
  const app = new Hono<AppEnvironment>();
  const guard = createGuard(parts.guard, parts.metrics.limited);
  const mounting = {
    limit: limitCalls(guard.calls, guard.limited),
    requireScope: createBearer(parts.findToken, guard),
  };
  app.use(callContext(parts.guard.proxies, parts.log));
  app.use(requestLog(parts.log, parts.metrics.called));
  app.use(securityHeaders(parts.publicUrl));
  app.use(async (c, next) => {
    await next();
    if (parts.stopping()) c.res.headers.set('connection', 'close');
  });
  app.route('/', operationRoutes(parts, mounting));
  app.route('/api/v1/admin', adminRoutes(parts, mounting));
  app.route('/api', apiRoutes(parts, guard, mounting));
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
