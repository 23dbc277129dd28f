import { mediaTypeOf } from '../../../../src/documents/documentType.ts';
import type { Scope } from '../../../tokens.ts';
import { file, json, later, noToken, otherScope, problem, reference } from '../../describing.ts';
import {
  ActivationPageSchema,
  ActivationRecordSchema,
  ActivationSearchSchema,
  IdentitySchema,
  MintedSchema,
  MintOrderSchema,
  NothingSchema,
  SeatPageSchema,
  SerialPageSchema,
  SerialRecordSchema,
  SerialSearchSchema,
} from './schemas.ts';

/** The admin API's part of the description (OpenAPI 3.1). */

export const adminSchemas = {
  Identity: IdentitySchema,
  ActivationSearch: ActivationSearchSchema,
  ActivationPage: ActivationPageSchema,
  ActivationRecord: ActivationRecordSchema,
  SerialSearch: SerialSearchSchema,
  SerialPage: SerialPageSchema,
  SeatPage: SeatPageSchema,
  SerialRecord: SerialRecordSchema,
  MintOrder: MintOrderSchema,
  Minted: MintedSchema,
  Nothing: NothingSchema,
} as const;

type SchemaName = keyof typeof adminSchemas;

const tooMany = later(
  'Code `too-many-attempts`: too many tokens that were not accepted. Code `service-busy`: too many calls.',
);
const notOurs = {
  400: problem('Code `service-request-invalid`: the body is not as described.'),
  413: problem('The body is larger than 131072 bytes.'),
  415: problem('The body is not `application/json`.'),
};
const noActivation = problem('Code `activation-unknown`.');
const noSerial = problem('Code `serial-unknown`.');

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const cursor = { name: 'cursor', in: 'query', schema: { type: 'string' }, description: '`next` of the page before.' };

interface Call {
  readonly operationId: string;
  readonly summary: string;
  readonly scope: Scope;
  /** Absent where the call has none. */
  readonly body?: SchemaName;
  readonly parameters?: readonly object[];
  readonly responses: Readonly<Record<number, object>>;
}

function describe({ scope, body, responses, ...call }: Call) {
  return {
    ...call,
    security: [{ token: [scope] }],
    ...(body !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: reference(body) } } },
    }),
    responses: { ...(body !== undefined && notOurs), 401: noToken, 403: otherScope, 429: tooMany, ...responses },
  };
}

const activationPaths = {
  '/api/v1/admin/activations/search': {
    post: describe({
      operationId: 'searchActivations',
      summary: 'Find activations',
      scope: 'activations:read',
      body: 'ActivationSearch',
      responses: { 200: json('A page of them.', 'ActivationPage') },
    }),
  },
  '/api/v1/admin/activations/{id}': {
    get: describe({
      operationId: 'showActivation',
      summary: 'One activation, by its license id, with its seat and history',
      scope: 'activations:read',
      parameters: [id],
      responses: { 200: json('It.', 'ActivationRecord'), 404: noActivation },
    }),
  },
  '/api/v1/admin/activations/{id}/release': {
    post: describe({
      operationId: 'releaseSeat',
      summary: 'Free the seat of a machine that is gone',
      scope: 'activations:write',
      body: 'Nothing',
      parameters: [id],
      responses: {
        200: json('The activation, with its seat free now, or before.', 'ActivationRecord'),
        404: noActivation,
      },
    }),
  },
  '/api/v1/admin/activations/{id}/reissue': {
    post: describe({
      operationId: 'reissueLicense',
      summary: 'Hand out the license once more, or a new one where machines no longer accept it',
      scope: 'activations:write',
      body: 'Nothing',
      parameters: [id],
      responses: {
        200: file('The license that was handed out before, which is still good.', mediaTypeOf('license')),
        201: file('A license made now, for the same machine and seat.', mediaTypeOf('license')),
        403: problem('Code `token-scope-missing`, or why no license can be made: `serial-refused`, `serial-expired`.'),
        404: noActivation,
        409: problem('Code `seat-released`, or `machine-changed`: the seat has moved on to other hardware.'),
      },
    }),
  },
  '/api/v1/admin/activations.csv': {
    get: describe({
      operationId: 'exportActivations',
      summary: 'All activations, the oldest first',
      scope: 'activations:read',
      responses: { 200: file('A table (RFC 4180).', 'text/csv') },
    }),
  },
};

const serialPaths = {
  '/api/v1/admin/serials/search': {
    post: describe({
      operationId: 'searchSerials',
      summary: 'Find serial numbers',
      scope: 'serials:read',
      body: 'SerialSearch',
      responses: { 200: json('A page of them.', 'SerialPage') },
    }),
  },
  '/api/v1/admin/serials': {
    post: describe({
      operationId: 'mintSerials',
      summary: 'Make serial numbers',
      scope: 'serials:write',
      body: 'MintOrder',
      responses: {
        201: json('They, in clear: this once, and never again.', 'Minted'),
        422: problem('Code `serial-terms-invalid` with `field`. Nothing was made.'),
      },
    }),
  },
  '/api/v1/admin/serials/{id}': {
    get: describe({
      operationId: 'showSerial',
      summary: 'One serial number, by its id, with the seats that were given up',
      scope: 'serials:read',
      parameters: [id],
      responses: { 200: json('It.', 'SerialRecord'), 404: noSerial },
    }),
  },
  '/api/v1/admin/serials/{id}/seats': {
    get: describe({
      operationId: 'listSeats',
      summary: 'The seats of a serial number that are taken',
      scope: 'serials:read',
      parameters: [id, cursor],
      responses: {
        200: json('A page of them, by their numbers.', 'SeatPage'),
        400: problem('Code `service-request-invalid`: the cursor is of no use.'),
        404: noSerial,
      },
    }),
  },
  ...Object.fromEntries(
    (['block', 'unblock'] as const).map((change) => [
      `/api/v1/admin/serials/{id}/${change}`,
      {
        post: describe({
          operationId: `${change}Serial`,
          summary: change === 'block' ? 'Let it yield no new license' : 'Let it yield licenses again',
          scope: 'serials:write',
          body: 'Nothing',
          parameters: [id],
          responses: { 200: json('The serial number as it is now.', 'SerialRecord'), 404: noSerial },
        }),
      },
    ]),
  ),
  '/api/v1/admin/serials.csv': {
    get: describe({
      operationId: 'exportSerials',
      summary: 'All serial numbers, masked, the oldest first',
      scope: 'serials:read',
      responses: { 200: file('A table (RFC 4180).', 'text/csv') },
    }),
  },
};

export const adminPaths = {
  '/api/v1/admin/whoami': {
    get: {
      operationId: 'whoami',
      summary: 'Name and scopes of the token',
      security: [{ token: [] }],
      responses: { 200: json('They.', 'Identity'), 401: noToken, 429: tooMany },
    },
  },
  ...activationPaths,
  ...serialPaths,
};
