import type { RefusalCode } from '../../refusal.ts';
import type { MediaType } from '../mediaTypes.ts';
import type { Scope } from '../scopes.ts';
import type { SchemaName } from '../wireSchemas.ts';

/** One call of the API. Its route and its description in the OpenAPI document are both made from this. */
export interface Operation {
  readonly method: 'get' | 'post';
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: `/${string}`;
  readonly tag: OperationTag;
  readonly summary: string;
  readonly description?: string;
  /** `public`: without a token. `anyToken`: every valid token. */
  readonly access: 'public' | 'anyToken' | Scope;
  /** Whether pages of other origins may call it. */
  readonly openToPages?: true;
  /** Absent where calls are not counted against the rate limit. */
  readonly limited?: true;
  readonly body?: RequestBody;
  /** Optional parameters of the query, with what they mean. */
  readonly query?: Readonly<Record<string, string>>;
  /** Whether the query may hold the cursor of a page. */
  readonly paged?: true;
  readonly answers: Readonly<Partial<Record<200 | 201, OperationAnswer>>>;
  /** Codes of this call besides those that follow from `access`, `limited` and `body`. */
  readonly refusals?: readonly RefusalCode[];
}

export const operationTags = {
  activation: 'Orders and returns, for the wizard and for programs.',
  computers: 'The computers of a serial number, for the customer who has it.',
  activations: 'Activations, for the vendor’s support staff.',
  serials: 'Serial numbers, for the vendor’s sales and support staff.',
  audit: 'The audit trail.',
  operation: 'Health and metrics.',
} as const;
export type OperationTag = keyof typeof operationTags;

export type RequestBody =
  /** A JSON body. */
  | { readonly json: SchemaName }
  /** Any other text; `bytes` limits it where the general limit does not fit. */
  | { readonly mediaType: MediaType; readonly bytes?: number };

export type OperationAnswer =
  | { readonly description: string; readonly json: SchemaName | 'OpenApi' }
  | { readonly description: string; readonly mediaType: MediaType };
