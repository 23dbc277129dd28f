import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { mediaTypeOf } from '../../src/documents/documentType.ts';
import { Refusal } from '../../src/refusal.ts';
import type { AppEnvironment, AppParts } from '../app.ts';
import type { Catalog } from '../catalog.ts';
import { openApiDocument } from '../openapi.ts';
import { readOrder } from '../order.ts';
import { problemOf, problemResponse } from '../problem.ts';

/** Largest body a call may have, in bytes: a request file of 64 KiB, escaped as JSON. */
export const BODY_LIMIT = 128 * 1024;

/** The HTTP API, version 1. docs/integration.md describes it. */
export function apiRoutes(parts: AppParts): Hono<AppEnvironment> {
  const { catalog, keyset, activations, publicUrl } = parts;
  const description = openApiDocument(publicUrl);
  const api = new Hono<AppEnvironment>();
  api.use(crossOrigin(parts.origins));
  api.use(async (c, next) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
  });

  api.get('/v1/openapi.json', (c) => c.json(description));
  api.get('/v1/catalog', (c) => c.json(publicCatalog(catalog, keyset.version)));
  api.get('/v1/keyset', () => fileResponse(keyset.file, mediaTypeOf('keyset'), 200));
  api.post('/v1/activations', takeBody, async (c) => {
    if (!isJson(c.req.header('content-type'))) return refuse(c, 415, { expected: 'application/json' });
    const { outcome, file } = await activations.activate(readOrder(new Uint8Array(await c.req.arrayBuffer())));
    return fileResponse(file, mediaTypeOf('license'), outcome === 'issued' ? 201 : 200);
  });

  for (const path of ['/v1/openapi.json', '/v1/catalog', '/v1/keyset']) api.all(path, allowOnly('GET, HEAD'));
  api.all('/v1/activations', allowOnly('POST'));
  api.all('/*', (c) => c.notFound());
  return api;
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
    exposeHeaders: ['retry-after'],
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
