import type { Context, Handler, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { mediaTypeOf } from '../../src/documents/documentType.ts';
import { Refusal } from '../../src/refusal.ts';
import type { AppParts } from '../app.ts';
import type { AppEnvironment } from '../callContext.ts';
import type { Catalog } from '../catalog.ts';
import type { Guard } from '../guard/guard.ts';
import { limitCalls } from '../guard/rateLimit.ts';
import { openApiDocument } from '../openapi.ts';
import { readOrder } from '../order.ts';
import { problemOf, problemResponse } from '../problem.ts';

/** Largest body a call may have, in bytes: a request file of 64 KiB, escaped as JSON. */
export const BODY_LIMIT = 128 * 1024;

/** The HTTP API, version 1. docs/integration.md describes it. */
export function apiRoutes(parts: AppParts, guard: Guard): Hono<AppEnvironment> {
  const { catalog, keyset, publicUrl } = parts;
  const description = openApiDocument(publicUrl);
  const api = new Hono<AppEnvironment>();
  const pagesMayCall = crossOrigin(parts.origins);
  for (const path of openToPages) api.use(path, pagesMayCall);
  api.use(async (c, next) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
  });
  api.use(limitCalls(guard.calls, guard.limited));

  api.get('/v1/openapi.json', (c) => c.json(description));
  api.get('/v1/catalog', (c) => c.json(publicCatalog(catalog, keyset.version)));
  api.get('/v1/keyset', () => fileResponse(keyset.file, mediaTypeOf('keyset'), 200));
  api.post('/v1/activations', takeBody, activate(parts, guard));
  api.post('/v1/returns', takeBody, giveBack(parts));

  for (const path of ['/v1/openapi.json', '/v1/catalog', '/v1/keyset']) api.all(path, allowOnly('GET, HEAD'));
  for (const path of ['/v1/activations', '/v1/returns']) api.all(path, allowOnly('POST'));
  api.all('/*', (c) => c.notFound());
  return api;
}

/** What pages of other origins may call. A list, so that whatever is added here later has to be opened on purpose. */
const openToPages = ['/v1/openapi.json', '/v1/catalog', '/v1/keyset', '/v1/activations', '/v1/returns'] as const;

function activate({ activations, metrics }: AppParts, { orders }: Guard): Handler<AppEnvironment> {
  return async (c) => {
    if (!isJson(c.req.header('content-type'))) return refuse(c, 415, { expected: 'application/json' });
    const order = readOrder(new Uint8Array(await c.req.arrayBuffer()));
    const caller = c.get('caller');
    try {
      const answer = await orders.watch(caller, order.serialNumber, () => activations.activate(order));
      metrics.ordered(answer.outcome);
      return fileResponse(answer.file, mediaTypeOf('license'), answer.outcome === 'issued' ? 201 : 200);
    } catch (error) {
      metrics.ordered(error instanceof Refusal ? error.code : 'service-fault');
      throw error;
    } finally {
      c.set('standings', [...c.get('standings'), await orders.standing(caller)]);
    }
  };
}

function giveBack({ returns }: AppParts): Handler<AppEnvironment> {
  return async (c) => {
    if (!isReceipt(c.req.header('content-type'))) return refuse(c, 415, { expected: mediaTypeOf('return') });
    return c.json(await returns.take(new Uint8Array(await c.req.arrayBuffer())));
  };
}

/**
 * Pages on a memory stick have the origin `null`. They may call, because no call carries credentials: what the API
 * gives, it gives to anybody who has the request and the serial number.
 */
function crossOrigin(origins: ReadonlySet<string>) {
  return cors({
    origin: (origin) => (origin === 'null' || origins.has(origin) ? origin : null),
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type'],
    exposeHeaders: ['retry-after', 'ratelimit', 'ratelimit-policy', 'x-request-id'],
    maxAge: 600,
  });
}

/** What the wizard may know of the catalog: what there is to choose, not what it grants. */
function publicCatalog({ product, licenseTypes }: Catalog, keysetVersion: number) {
  return {
    product,
    licenseTypes: licenseTypes.map(({ id, name, description, serialNumber }) => ({
      id,
      name,
      ...(description !== undefined && { description }),
      serialNumber,
    })),
    keyset: { version: keysetVersion },
  };
}

function fileResponse(file: Uint8Array, mediaType: string, status: number): Response {
  return new Response(new Uint8Array(file), { status, headers: { 'content-type': mediaType } });
}

const limitBody = bodyLimit({ maxSize: BODY_LIMIT, onError: refuseBody });

/** Takes in the whole body before anything else runs, so that a caller who hangs up midway is told from a fault of ours. */
const takeBody: MiddlewareHandler<AppEnvironment> = async (c, next) => {
  const refused = await limitBody(c, async () => void (await c.req.arrayBuffer())).catch(() => {
    throw new Refusal('service-request-invalid', { path: '', fault: 'cut short' });
  });
  return refused ?? next();
};

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(?:;|$)/i.test(contentType ?? '');
}

function isReceipt(contentType: string | undefined): boolean {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() === mediaTypeOf('return');
}

const allowOnly = (methods: string) => (c: Context<AppEnvironment>) => {
  const response = refuse(c, 405, { allowed: methods });
  response.headers.set('allow', methods);
  return response;
};

function refuseBody(c: Context): Response {
  // The rest of the body is not read, so the connection cannot be used again.
  const response = refuse(c, 413, { limit: BODY_LIMIT });
  response.headers.set('connection', 'close');
  return response;
}

function refuse(c: Context, status: number, details: Record<string, string | number>): Response {
  c.set('code', 'service-request-invalid');
  return problemResponse(problemOf(new Refusal('service-request-invalid', details), c.req.path), status);
}
