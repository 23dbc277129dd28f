import type { Context } from 'hono';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { LicenseOrder } from '../../../src/contract/calls/order.ts';
import { publicCatalog } from '../../../src/contract/catalog.ts';
import { contractLimits } from '../../../src/contract/limits.ts';
import * as mediaTypes from '../../../src/contract/mediaTypes.ts';
import type { Operation } from '../../../src/contract/operations/operation.ts';
import { publicOperations } from '../../../src/contract/operations/public.ts';
import { Refusal } from '../../../src/refusal.ts';
import { productNamed } from '../../licensing/products.ts';
import type { AppParts } from '../appParts.ts';
import type { AppEnvironment } from '../callContext.ts';
import type { CallGuard } from '../guard/guard.ts';
import { bytesOf, type Mounting, mountOperations } from '../mountOperations.ts';
import { openApiDocument } from '../openapi.ts';
import { codeOf, fileResponse } from './answers.ts';
import { codeHandlers } from './codes.ts';
import { computerHandlers } from './computers.ts';

const { health: _health, readiness: _readiness, metrics: _metrics, ...apiOperations } = publicOperations;
const prefix = '/api';

/** The public API, version 1. docs/integration.md describes it. */
export function apiRoutes(parts: AppParts, guard: CallGuard, mounting: Mounting): Hono<AppEnvironment> {
  // Written once: anyone may ask for them.
  const description = JSON.stringify(openApiDocument(parts.publicUrl));
  const catalogs = new Map(
    [...parts.products].map(([id, sold]) => [id, publicCatalog(sold.catalog, sold.keyset.version)]),
  );
  const offered = JSON.stringify({ products: [...catalogs.values()] });
  const api = new Hono<AppEnvironment>();
  const pagesMayCall = crossOrigin(parts.origins);
  for (const { path, openToPages } of Object.values<Operation>(apiOperations)) {
    if (openToPages) api.use(path.slice(prefix.length), pagesMayCall);
  }
  api.use(async (c, next) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
  });
  mountOperations(
    api,
    prefix,
    apiOperations,
    {
      activate: (c, order) => activateLicense(c, order, parts, guard),
      returnLicense: (c) => returnLicense(c, parts),
      checkReturn: async (c) =>
        c.json(await parts.returnChecks.check(await bytesOf(c), (product) => c.set('product', product))),
      ...codeHandlers(parts, guard),
      ...computerHandlers(parts, guard),
      products: () => jsonResponse(offered),
      catalog: (c) => c.json(productNamed(catalogs, c.req.query('product'))),
      keyset(c) {
        const { keyset: newest } = productNamed(parts.products, c.req.query('product'));
        return fileResponse(newest.file, mediaTypes.keyset, 200);
      },
      describe: () => jsonResponse(description),
    },
    mounting,
  );
  api.all('/*', mounting.limit, (c) => c.notFound());
  return api;
}

async function activateLicense(
  c: Context<AppEnvironment>,
  order: LicenseOrder,
  { activations, metrics }: AppParts,
  { orders }: CallGuard,
): Promise<Response> {
  const caller = c.get('caller');
  const named = (product: string) => c.set('product', product);
  try {
    checkLength(order);
    const answer = await orders.watch(caller, order.serialNumber, () => activations.activate(order, named));
    metrics.ordered(answer.outcome, c.get('product'));
    return fileResponse(answer.file, mediaTypes.license, answer.outcome === 'issued' ? 201 : 200);
  } catch (error) {
    metrics.ordered(codeOf(error), c.get('product'));
    throw error;
  } finally {
    c.set('limitStatuses', [...c.get('limitStatuses'), orders.limitStatus(caller)]);
  }
}

/** @throws Refusal `file-too-large` for a request that is longer than any can be, before anything reads it */
function checkLength({ request }: LicenseOrder): void {
  const limit = contractLimits.requestLength;
  if (request.length > limit) throw new Refusal('file-too-large', { bytes: request.length, limit });
}

async function returnLicense(c: Context<AppEnvironment>, { returns, metrics }: AppParts): Promise<Response> {
  try {
    const answer = await returns.take(await bytesOf(c), (product) => c.set('product', product));
    metrics.returned(answer.outcome, c.get('product'));
    return c.json(answer);
  } catch (error) {
    metrics.returned(codeOf(error), c.get('product'));
    throw error;
  }
}

const jsonResponse = (text: string) => new Response(text, { headers: { 'content-type': mediaTypes.json } });

/**
 * Pages opened from files have the origin `null`. They may call, because no call carries credentials: a request and a
 * serial number are all that an order needs.
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
