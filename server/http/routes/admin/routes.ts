import { Hono } from 'hono';
import { adminOperations } from '../../../../src/contract/operations/admin.ts';
import type { AppParts } from '../../appParts.ts';
import type { AppEnvironment } from '../../callContext.ts';
import { type Mounting, mountOperations } from '../../mountOperations.ts';
import { activationHandlers } from './activations.ts';
import { auditHandlers } from './audit.ts';
import { adminCodeHandlers } from './codes.ts';
import { serialHandlers } from './serials.ts';

/** The API for the vendor's staff: with a token, and for pages of this origin only. */
export function adminRoutes(parts: AppParts, mounting: Mounting): Hono<AppEnvironment> {
  const admin = new Hono<AppEnvironment>();
  admin.use(async (c, next) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
  });
  mountOperations(
    admin,
    '/api/v1/admin',
    adminOperations,
    {
      whoami(c) {
        const { name, scopes, products, expiresAt } = c.get('bearer');
        return c.json({ name, scopes, products, expiresAt });
      },
      ...activationHandlers(parts),
      ...adminCodeHandlers(parts),
      ...serialHandlers(parts),
      ...auditHandlers(parts),
    },
    mounting,
  );
  // Nothing falls through to the routes that pages of other origins may call.
  admin.all('/*', mounting.limit, (c) => c.notFound());
  return admin;
}
