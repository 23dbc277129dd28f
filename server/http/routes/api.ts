import type { Handler } from 'hono';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { mediaTypeOf } from '../../../src/documents/documentType.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { Catalog } from '../../licensing/catalog.ts';
import { OrderSchema } from '../../licensing/order.ts';
import type { AppParts } from '../app.ts';
import type { AppEnvironment } from '../callContext.ts';
import type { Guard } from '../guard/guard.ts';
import { limitCalls } from '../guard/rateLimit.ts';
import { openApiDocument } from '../openapi.ts';
import { readBody } from '../readBody.ts';
import { allowOnly, fileResponse, refuse } from './answers.ts';
import { takeBody, takeJson } from './takeBody.ts';

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
  api.post('/v1/activations', takeJson, activate(parts, guard));
  api.post('/v1/returns', takeBody, returnLicense(parts));

  for (const path of ['/v1/openapi.json', '/v1/catalog', '/v1/keyset']) api.all(path, allowOnly('GET, HEAD'));
  for (const path of ['/v1/activations', '/v1/returns']) api.all(path, allowOnly('POST'));
  api.all('/*', (c) => c.notFound());
  return api;
}

/** What pages of other origins may call. A list, so that whatever is added here later has to be opened on purpose. */
const openToPages = ['/v1/openapi.json', '/v1/catalog', '/v1/keyset', '/v1/activations', '/v1/returns'] as const;

function activate({ activations, metrics }: AppParts, { orders }: Guard): Handler<AppEnvironment> {
  return async (c) => {
    const order = readBody(new Uint8Array(await c.req.arrayBuffer()), OrderSchema);
    const caller = c.get('caller');
    try {
      const answer = await orders.watch(caller, order.serialNumber, () => activations.activate(order));
      metrics.ordered(answer.outcome);
      return fileResponse(answer.file, mediaTypeOf('license'), answer.outcome === 'issued' ? 201 : 200);
    } catch (error) {
      metrics.ordered(codeOf(error));
      throw error;
    } finally {
      c.set('limitStatuses', [...c.get('limitStatuses'), await orders.limitStatus(caller)]);
    }
  };
}

function returnLicense({ returns, metrics }: AppParts): Handler<AppEnvironment> {
  return async (c) => {
    if (!isReceipt(c.req.header('content-type'))) return refuse(c, 415, { expected: mediaTypeOf('return') });
    const receipt = new Uint8Array(await c.req.arrayBuffer());
    try {
      const answer = await returns.take(receipt);
      metrics.returned(answer.outcome);
      return c.json(answer);
    } catch (error) {
      metrics.returned(codeOf(error));
      throw error;
    }
  };
}

const codeOf = (error: unknown): string => (error instanceof Refusal ? error.code : 'service-fault');

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

function isReceipt(contentType: string | undefined): boolean {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() === mediaTypeOf('return');
}
