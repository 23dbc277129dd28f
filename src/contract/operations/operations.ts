import type { SchemaName, WireInput, WireOutput } from '../wireSchemas.ts';
import { adminOperations } from './admin.ts';
import { publicOperations } from './public.ts';

/** Every call of the API, by its id in the OpenAPI document. */
export const operations = { ...publicOperations, ...adminOperations } as const;

type Operations = typeof operations;
export type OperationId = keyof Operations;

/** What a call takes as JSON, once it is checked; undefined where it takes no JSON. */
export type JsonBodyOf<Id extends OperationId> = Operations[Id] extends {
  readonly body: { readonly json: infer Name extends SchemaName };
}
  ? WireOutput<Name>
  : undefined;

type JsonOf<Answer> = Answer extends { readonly json: infer Name extends SchemaName } ? WireOutput<Name> : never;
type IdAt<Path> = { [Id in OperationId]: Operations[Id]['path'] extends Path ? Id : never }[OperationId];

/** Addresses of the calls, with parameters in braces. Each has one method. */
export type OperationPath = Operations[OperationId]['path'];
/** What a call at an address answers with as JSON; never where it answers with a file. */
export type AnswerAt<Path extends OperationPath> = JsonOf<
  Operations[IdAt<Path>]['answers'][keyof Operations[IdAt<Path>]['answers']]
>;
/** What a client sends to an address as JSON. */
export type BodyAt<Path extends OperationPath> = Operations[IdAt<Path>] extends {
  readonly body: { readonly json: infer Name extends SchemaName };
}
  ? WireInput<Name>
  : undefined;
