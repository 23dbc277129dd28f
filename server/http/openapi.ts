import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { mediaTypeOf } from '../../src/documents/documentType.ts';
import { OrderSchema } from '../licensing/order.ts';
import { busy, fault, file, json, later, noToken, otherScope, problem, reference, tooMany } from './describing.ts';
import { ProblemSchema } from './problem.ts';
import { adminPaths, adminSchemas } from './routes/admin/description.ts';

/** The API's description (OpenAPI 3.1), made from the schemas that the service itself checks with. */

export const CatalogAnswerSchema = v.strictObject({
  product: v.strictObject({ id: v.string(), name: v.string(), version: v.string() }),
  licenseTypes: v.array(
    v.strictObject({
      id: v.string(),
      name: v.string(),
      description: v.optional(v.string()),
      serialNumber: v.picklist(['required', 'none']),
    }),
  ),
  keyset: v.strictObject({ version: v.pipe(v.number(), v.integer()) }),
});

export const ReturnAnswerSchema = v.strictObject({
  outcome: v.picklist(['returned', 'already-returned']),
  seatsLeft: v.nullable(v.pipe(v.number(), v.integer())),
});

const StatusSchema = v.strictObject({ status: v.picklist(['ok', 'ready']) });

const schemas = {
  Order: OrderSchema,
  Catalog: CatalogAnswerSchema,
  ReturnAnswer: ReturnAnswerSchema,
  Problem: ProblemSchema,
  Status: StatusSchema,
  ...adminSchemas,
} as const;

const activate = {
  operationId: 'activate',
  summary: 'Ask for a license',
  description:
    'Safe to repeat: the same request with the same license type, serial number and holder is answered with the same bytes.',
  requestBody: { required: true, content: { 'application/json': { schema: reference('Order') } } },
  responses: {
    200: file('This order was answered before; the license as it was issued then.', mediaTypeOf('license')),
    201: file('The license, issued now.', mediaTypeOf('license')),
    400: problem('Code `service-request-invalid`: the body is not an order.'),
    403: problem('Code `serial-refused`, `license-type-not-covered`, or `serial-expired` (the serial number has).'),
    409: problem(
      'Code `seats-exhausted`, `request-id-reused`, `license-returned`, `move-too-often`, or `machine-changed`: send the order again with `confirmChange`.',
    ),
    413: problem('The body is larger than 131072 bytes, or the request file is larger than 65536.'),
    415: problem('The body is not `application/json`.'),
    422: problem('The request, the license type or the serial number is not acceptable; `code` says which and why.'),
    429: later(
      'Code `too-many-attempts`: this caller, or anybody with this serial number, has sent too many that were not accepted. Code `service-busy`: this caller has called too often.',
    ),
    500: fault,
    503: busy,
  },
};

const returnLicense = {
  operationId: 'giveBack',
  summary: 'Give a license back',
  description: 'Takes the return receipt of a machine and frees its seat. Safe to repeat.',
  requestBody: { required: true, content: { [mediaTypeOf('return')]: { schema: { type: 'string' } } } },
  responses: {
    200: json(
      'The seat is free, since now or before. `seatsLeft` is null where seats are not limited.',
      'ReturnAnswer',
    ),
    400: problem('Code `service-request-invalid`: the body was cut short.'),
    409: problem('Code `return-outdated`, `return-superseded`, `return-too-often`, or `return-too-soon`.'),
    413: problem('The body is larger than 131072 bytes, or the receipt is larger than 65536.'),
    415: problem(`The body is not \`${mediaTypeOf('return')}\`.`),
    422: problem('The receipt is not acceptable; `code` says why.'),
    429: tooMany,
    500: fault,
    503: busy,
  },
};

const paths = {
  '/api/v1/activations': { post: activate },
  '/api/v1/returns': { post: returnLicense },
  '/api/v1/catalog': {
    get: {
      operationId: 'catalog',
      summary: 'What there is to choose',
      responses: { 200: json('The product, its license types and the keyset in force.', 'Catalog'), 429: tooMany },
    },
  },
  '/api/v1/keyset': {
    get: {
      operationId: 'keyset',
      summary: 'The keyset in force',
      responses: { 200: file('The keyset document.', mediaTypeOf('keyset')), 429: tooMany },
    },
  },
  '/api/v1/openapi.json': {
    get: {
      operationId: 'describe',
      summary: 'This description',
      responses: {
        200: { description: 'OpenAPI 3.1.', content: { 'application/json': { schema: { type: 'object' } } } },
        429: tooMany,
      },
    },
  },
  '/metrics': {
    get: {
      operationId: 'metrics',
      summary: 'Figures for Prometheus',
      security: [{ token: ['metrics:read'] }],
      responses: {
        200: file('Prometheus text format.', 'text/plain'),
        401: noToken,
        403: otherScope,
        429: later(
          'Code `too-many-attempts`: too many tokens that were not accepted. Code `service-busy`: too many calls.',
        ),
      },
    },
  },
  '/healthz': {
    get: {
      operationId: 'health',
      summary: 'Whether the process answers',
      responses: { 200: json('It does.', 'Status') },
    },
  },
  '/readyz': {
    get: {
      operationId: 'readiness',
      summary: 'Whether licenses can be issued',
      responses: { 200: json('They can.', 'Status'), 503: busy },
    },
  },
};

/** @param publicUrl where the service is reached, without a trailing slash */
export function openApiDocument(publicUrl: string) {
  const components = Object.entries(schemas).map(([name, schema]) => [name, schemaOf(schema)]);
  return {
    openapi: '3.1.0',
    info: { title: 'Keyferry activation service', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: publicUrl }],
    paths: { ...paths, ...adminPaths },
    components: {
      schemas: Object.fromEntries(components),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'From `keyferry tokens create`.' } },
    },
  };
}

/** OpenAPI 3.1 schemas are JSON Schema 2020-12, without a `$schema` of their own. */
function schemaOf(schema: v.GenericSchema) {
  // A check in code has no counterpart in JSON Schema; there is one, for well-formed Unicode, which JSON implies.
  const { $schema: _, ...plain } = toJsonSchema(schema, { target: 'draft-2020-12', ignoreActions: ['check'] });
  return plain;
}
