import { Hono } from 'hono';
import type { AppParts } from '../../app.ts';
import type { AppEnvironment } from '../../callContext.ts';
import type { Guard } from '../../guard/guard.ts';
import { limitCalls } from '../../guard/rateLimit.ts';
import { allowOnly } from '../answers.ts';
import type { RequireScope } from '../bearer.ts';
import { activationRoutes } from './activations.ts';
import { serialRoutes } from './serials.ts';

/** What the admin API works with. */
export type AdminParts = Pick<AppParts, 'catalog' | 'keyset' | 'keystore' | 'store' | 'writer' | 'now'>;

/**
 * The API for the vendor's support desk: for whoever bears a token, and for pages of this very origin alone. What people
 * search for goes in bodies, because addresses are written into the logs of proxies.
 */
export function adminRoutes(parts: AppParts, guard: Guard, requireScope: RequireScope): Hono<AppEnvironment> {
  const admin = new Hono<AppEnvironment>();
  admin.use(async (c, next) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
  });
  admin.use(limitCalls(guard.calls, guard.limited));
  admin.get('/whoami', requireScope(), (c) => {
    const { name, scopes, expiresAt } = c.get('bearer');
    return c.json({ name, scopes, expiresAt });
  });
  admin.all('/whoami', allowOnly('GET, HEAD'));
  admin.route('/', activationRoutes(parts, requireScope));
  admin.route('/', serialRoutes(parts, requireScope));
  // Ends here, before the routes that pages of other origins may call.
  admin.all('/*', (c) => c.notFound());
  return admin;
}
