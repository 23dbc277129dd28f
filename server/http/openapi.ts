import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import { contractLimits } from '../../src/contract/limits.ts';
import * as mediaTypes from '../../src/contract/mediaTypes.ts';
import { type Operation, type OperationAnswer, operationTags } from '../../src/contract/operations/operation.ts';
import { operations } from '../../src/contract/operations/operations.ts';
import { refusals } from '../../src/contract/refusals.ts';
import { wireSchemas } from '../../src/contract/wireSchemas.ts';
import type { RefusalCode } from '../../src/refusal.ts';

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/**
 * Describes the API (OpenAPI 3.1) from the same table that its routes are made from.
 *
 * @param publicUrl address of the service, without a trailing slash
 */
export function openApiDocument(publicUrl: string) {
  const paths: Record<string, Record<string, object>> = {};
  for (const [id, operation] of Object.entries<Operation>(operations)) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(id, operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Keyferry activation service',
      version: '1',
      description: 'Activates licenses and manages serial numbers.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    tags: Object.entries(operationTags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'From `keyferry tokens create`.' } },
    },
  };
}

function describe(operationId: string, operation: Operation) {
  const { tag, summary, description, body } = operation;
  const parameters = parametersOf(operation);
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: securityOf(operation),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { requestBody: { required: true, content: bodyContent(body) } }),
    responses: { ...answersOf(operation), ...problemsOf(operation) },
  };
}

/** An empty list: no token is needed. */
function securityOf({ access }: Operation) {
  if (access === 'public') return [];
  return [{ token: access === 'anyToken' ? [] : [access] }];
}

function parametersOf({ path, paged, query = {} }: Operation) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const inPath = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const cursor = {
    name: 'cursor',
    in: 'query',
    schema: { type: 'string', maxLength: contractLimits.cursorLength },
    description: '`next` of the page before.',
  };
  const inQuery = Object.entries(query).map(([name, description]) => ({
    ...{ name, in: 'query', description },
    schema: { type: 'string', maxLength: contractLimits.searchTextLength },
  }));
  return [...inPath, ...inQuery, ...(paged ? [cursor] : [])];
}

function bodyContent(body: NonNullable<Operation['body']>) {
  if ('json' in body) return { [mediaTypes.json]: { schema: reference(body.json) } };
  return { [body.mediaType]: { schema: { type: 'string' } } };
}

function answersOf({ answers }: Operation) {
  return Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerOf(answer)]));
}

function answerOf(answer: OperationAnswer) {
  const { description } = answer;
  if (!('json' in answer)) return { description, content: { [answer.mediaType]: { schema: { type: 'string' } } } };
  const schema = answer.json === 'OpenApi' ? { type: 'object' } : reference(answer.json);
  return { description, content: { [mediaTypes.json]: { schema } } };
}

/** @returns the error answers by status: those of the operation, and those that follow from its body, access and limit */
function problemsOf(operation: Operation) {
  const texts = new Map<number, Set<string>>();
  const add = (status: number, text: string) => texts.set(status, (texts.get(status) ?? new Set()).add(text));
  const { access, limited, body, paged } = operation;
  if (body !== undefined || paged) add(400, textOf(['service-request-invalid']));
  if (body !== undefined) {
    const bytes = 'json' in body ? undefined : body.bytes;
    add(413, `\`service-request-invalid\`: The body is larger than ${bytes ?? contractLimits.bodyBytes} bytes.`);
    add(415, `\`service-request-invalid\`: The body is not \`${'json' in body ? mediaTypes.json : body.mediaType}\`.`);
  }
  if (access !== 'public') {
    add(401, textOf(['token-refused']));
    add(429, textOf(['too-many-attempts']));
  }
  if (access !== 'public' && access !== 'anyToken') add(403, textOf(['token-scope-missing']));
  if (limited) add(429, '`service-busy`: Too many calls; try again later.');
  for (const [status, codes] of byStatus(operation.refusals ?? [])) add(status, textOf(codes));
  return Object.fromEntries([...texts].map(([status, lines]) => [status, problem(status, [...lines].join(' '))]));
}

function byStatus(codes: readonly RefusalCode[]): ReadonlyMap<number, readonly RefusalCode[]> {
  const grouped = new Map<number, RefusalCode[]>();
  for (const code of codes) {
    const { httpStatus } = refusals[code];
    if (httpStatus === null) throw new Error(`${code} has no HTTP status`);
    grouped.set(httpStatus, [...(grouped.get(httpStatus) ?? []), code]);
  }
  return grouped;
}

/** Codes with the same title share one sentence. */
function textOf(codes: readonly RefusalCode[]): string {
  const byTitle = new Map<string, string[]>();
  for (const code of codes) {
    const facts = refusals[code];
    const title = facts.httpStatus === null ? '' : facts.title;
    byTitle.set(title, [...(byTitle.get(title) ?? []), `\`${code}\``]);
  }
  return [...byTitle].map(([title, named]) => `${named.join(', ')}: ${title}.`).join(' ');
}

function problem(status: number, description: string) {
  const retry = { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } };
  return {
    description,
    ...((status === 429 || status === 503) && { headers: retry }),
    content: { [mediaTypes.problem]: { schema: reference('Problem') } },
  };
}

/** OpenAPI 3.1 schemas are JSON Schema 2020-12. */
function componentSchemas() {
  return toJsonSchemaDefs(wireSchemas, {
    target: 'draft-2020-12',
    typeMode: 'input',
    // Checks and transformations in code have no counterpart in JSON Schema; descriptions state what they require.
    ignoreActions: ['check', 'readonly', 'transform', 'trim'],
    overrideRef: ({ referenceId }) => reference(referenceId).$ref,
  });
}
