import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { maxDeliveryBytes } from '../../../installed/delivery.ts';
import { type BuiltPage, pageResponse } from '../../../server/http/pages.ts';
import { problemOf, problemResponse } from '../../../server/http/problem.ts';
import { securityHeaders } from '../../../server/http/securityHeaders.ts';
import { type MachineView, writeMachineView } from '../../../src/machine/view.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { WizardGuard } from './guard.ts';
import { refusalOf } from './installStatus.ts';
import type { Presence } from './presence.ts';
import type { MachineSession } from './session.ts';

export interface WizardParts {
  readonly guard: WizardGuard;
  /** From `packWizard`. */
  readonly pages: ReadonlyMap<string, BuiltPage>;
  readonly session: MachineSession;
  /** Watches whether the page is open; null if no program waits for it to close. */
  readonly presence?: Presence | null;
}

/** Creates the wizard's server, behind its guard. */
export function createWizardApp({ guard, pages, session, presence = null }: WizardParts): Hono {
  const app = new Hono();
  app.use(securityHeaders('http:'));
  app.use(async (c, next) => {
    await next();
    // The next wizard on this port may belong to another product.
    c.res.headers.set('cache-control', 'no-store');
  });
  app.use(guard.check);
  app.post('/machine/leave', (c) => {
    presence?.left();
    return c.body(null, 204);
  });
  app.use((_, next) => {
    presence?.seen();
    return next();
  });
  app.use(bodyLimit({ maxSize: maxDeliveryBytes, onError: () => refuse(tooLarge(), '/') }));

  const calls: Readonly<Record<string, (body: Uint8Array) => Promise<MachineView>>> = {
    '/machine/look': () => session.look(),
    '/machine/prepare': () => session.prepare(),
    '/machine/request': () => session.request(),
    '/machine/keyset': (body) => session.takeKeyset(body),
    '/machine/license': (body) => session.activate(body),
    '/machine/place': () => session.activate(null),
    '/machine/replace': () => session.decide('replace'),
    '/machine/keep': () => session.decide('keep'),
    '/machine/confirm': () => session.confirm(),
    '/machine/name': (body) => session.keepName(body),
    '/machine/return': () => session.returnLicense(),
  };
  for (const [path, call] of Object.entries(calls)) {
    app.post(path, async (c) => {
      const view = await call(new Uint8Array(await c.req.arrayBuffer()));
      return c.body(writeMachineView(view), 200, { 'content-type': 'application/json' });
    });
  }
  app.get('/*', (c) => {
    const page = pages.get(c.req.path);
    return page === undefined ? c.notFound() : pageResponse(page, '', '');
  });
  app.notFound((c) => refuse(new Refusal('service-not-found'), c.req.path));
  app.onError((error, c) => {
    const refusal = refusalOf(error);
    if (refusal !== null) return refuse(new Refusal(refusal.code, refusal.details), c.req.path);
    return problemResponse(problemOf(new Refusal('internal-fault'), c.req.path), 500);
  });
  return app;
}

function refuse(refusal: Refusal, path: string): Response {
  return problemResponse(problemOf(refusal, path));
}

function tooLarge(): Refusal {
  return new Refusal('file-too-large', { limit: maxDeliveryBytes });
}
