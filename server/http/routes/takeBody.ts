import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from '../../../src/refusal.ts';
import type { AppEnvironment } from '../callContext.ts';
import { refuse } from './answers.ts';

/** Largest body a call may have, in bytes: a request file of 64 KiB, escaped as JSON. */
export const BODY_LIMIT = 128 * 1024;

const limitBody = bodyLimit({ maxSize: BODY_LIMIT, onError: refuseBody });

/** Takes in the whole body before anything else runs, so that a caller who hangs up midway is told from a fault of ours. */
export const takeBody: MiddlewareHandler<AppEnvironment> = async (c, next) => {
  const refused = await limitBody(c, async () => void (await c.req.arrayBuffer())).catch(() => {
    throw new Refusal('service-request-invalid', { path: '', fault: 'cut short' });
  });
  return refused ?? next();
};

/** As `takeBody`, where it is to be JSON. */
export const takeJson: MiddlewareHandler<AppEnvironment> = (c, next) =>
  takeBody(c, async () => {
    if (isJson(c.req.header('content-type'))) return next();
    c.res = refuse(c, 415, { expected: 'application/json' });
  });

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(?:;|$)/i.test(contentType ?? '');
}

function refuseBody(c: Context<AppEnvironment>): Response {
  // The rest of the body is not read, so the connection cannot be used again.
  const response = refuse(c, 413, { limit: BODY_LIMIT });
  response.headers.set('connection', 'close');
  return response;
}
