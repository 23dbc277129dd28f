import { problemMediaType } from './problem.ts';

/** What the descriptions of several calls have alike (OpenAPI 3.1). */

export const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const json = (description: string, name: string) => ({
  description,
  content: { 'application/json': { schema: reference(name) } },
});
export const file = (description: string, mediaType: string) => ({
  description,
  content: { [mediaType]: { schema: { type: 'string' } } },
});
export const problem = (description: string) => ({
  description,
  content: { [problemMediaType]: { schema: reference('Problem') } },
});
export const later = (description: string) => ({
  description,
  headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
  content: { [problemMediaType]: { schema: reference('Problem') } },
});
export const busy = later('Code `service-busy`.');
export const tooMany = later('Code `service-busy`: this caller has called too often.');
export const fault = problem('Code `service-fault`.');
export const noToken = problem('Code `token-refused`: none that is in force was sent.');
export const otherScope = problem('Code `token-scope-missing`: the token is in force, and not good for this.');
