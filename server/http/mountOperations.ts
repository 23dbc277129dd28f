import type { Context, Handler, Hono, MiddlewareHandler } from 'hono';
import type { GenericSchema, InferOutput, ObjectEntries, StrictObjectSchema } from 'valibot';
import * as mediaTypes from '../../src/contract/mediaTypes.ts';
import type { Operation } from '../../src/contract/operations/operation.ts';
import type { JsonBodyOf, OperationId } from '../../src/contract/operations/operations.ts';
import { wireSchemas } from '../../src/contract/wireSchemas.ts';
import type { AppEnvironment } from './callContext.ts';
import { readBody } from './readBody.ts';
import { allowOnly } from './routes/answers.ts';
import type { RequireScope } from './routes/bearer.ts';
import { takeBody } from './routes/takeBody.ts';

/** What runs before the handler of an operation. */
export interface Mounting {
  /** Counts a call against the rate limit. */
  readonly limit: MiddlewareHandler<AppEnvironment>;
  readonly requireScope: RequireScope;
}

/** One handler for each operation, which gets the checked JSON body. */
export type OperationHandlers<Ids extends OperationId> = {
  readonly [Id in Ids]: (c: Context<AppEnvironment>, body: JsonBodyOf<Id>) => Response | Promise<Response>;
};

type AnyHandler = (c: Context<AppEnvironment>, body: unknown) => Response | Promise<Response>;

/**
 * Makes routes of described operations: rate limit, token and scope, body limit, media type and schema come from the
 * description, and so does the `Allow` field of a call by another method.
 *
 * @param prefix beginning of every path, under which `routes` is mounted
 */
export function mountOperations<const Ids extends OperationId>(
  routes: Hono<AppEnvironment>,
  prefix: string,
  described: Readonly<Record<Ids, Operation>>,
  handlers: OperationHandlers<Ids>,
  mounting: Mounting,
): void {
  const all = Object.entries<Operation>(described)
    .map(([id, operation]) => ({
      operation,
      path: operation.path.slice(prefix.length).replace(/\{(\w+)\}/g, ':$1'),
      handler: handlers[id as Ids] as AnyHandler,
    }))
    // A path without parameters goes before one whose parameter would match the same text.
    .sort((one, other) => Number(one.path.includes(':')) - Number(other.path.includes(':')));
  for (const path of new Set(all.map((each) => each.path))) {
    const here = all.filter((each) => each.path === path);
    for (const { operation, handler } of here) {
      const answer: Handler<AppEnvironment> = async (c) => handler(c, await jsonBody(c, operation));
      routes.on(operation.method, [path], ...guards(operation, mounting), answer);
    }
    const limited = here.some(({ operation }) => operation.limited);
    const allow = allowOnly(methodsOf(here.map((each) => each.operation)));
    routes.on('ALL', [path], ...(limited ? [mounting.limit] : []), allow);
  }
}

function guards({ access, limited, body }: Operation, { limit, requireScope }: Mounting) {
  return [
    ...(limited ? [limit] : []),
    ...(access === 'public' ? [] : [requireScope(access === 'anyToken' ? undefined : access)]),
    ...(body === undefined ? [] : [takeBody('json' in body ? { mediaType: mediaTypes.json } : body)]),
  ];
}

async function jsonBody(c: Context<AppEnvironment>, { body }: Operation): Promise<unknown> {
  if (body === undefined || !('json' in body)) return undefined;
  // Every schema of a body is a strict object.
  const schema: GenericSchema = wireSchemas[body.json];
  return readBody(await bytesOf(c), schema as StrictObjectSchema<ObjectEntries, undefined>) as InferOutput<
    typeof schema
  >;
}

/** @returns the body, which `takeBody` has read */
export async function bytesOf(c: Context<AppEnvironment>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await c.req.arrayBuffer());
}

function methodsOf(described: readonly Operation[]): string {
  return described.map(({ method }) => (method === 'get' ? 'GET, HEAD' : 'POST')).join(', ');
}
