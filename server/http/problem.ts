import type * as v from 'valibot';
import { defaultRetrySeconds } from '../../src/contract/clientLimits.ts';
import * as mediaTypes from '../../src/contract/mediaTypes.ts';
import type { LineErrorSchema, ProblemSchema } from '../../src/contract/problem.ts';
import { refusals } from '../../src/contract/refusals.ts';
import { Refusal, type RefusalCode } from '../../src/refusal.ts';

/** An error answer. The wizard's own server adds codes that the service does not have. */
export type Problem = Omit<v.InferOutput<typeof ProblemSchema>, 'code' | 'errors'> & {
  readonly code: RefusalCode;
  readonly errors?: readonly LineError[];
};
/** What is wrong with one line of an imported file. */
export type LineError = Omit<v.InferOutput<typeof LineErrorSchema>, 'code'> & { readonly code: RefusalCode };

/**
 * Turns a refusal into a problem.
 *
 * @param instance path of the call
 */
export function problemOf(refusal: Refusal, instance: string): Problem {
  const { code, details } = refusal;
  const { status, title } = meaningOf(code);
  return {
    type: `urn:keyferry:problem:${code}`,
    title,
    status,
    code,
    ...(Object.keys(details).length > 0 && { details: plain(details) }),
    instance,
  };
}

/** A code that no answer should carry is an error of the service. */
function meaningOf(code: RefusalCode): { readonly status: number; readonly title: string } {
  const facts = refusals[code];
  return facts.httpStatus === null
    ? { status: 500, title: 'Something went wrong inside the service' }
    : { status: facts.httpStatus, title: facts.title };
}

export function plain(details: Refusal['details']): Record<string, string | number | string[]> {
  const entries = Object.entries(details).map(
    ([name, value]) => [name, typeof value === 'object' ? [...value] : value] as const,
  );
  return Object.fromEntries(entries);
}

/**
 * @param status replaces the code's own where HTTP has a more exact one (405, 413, 415)
 */
export function problemResponse(problem: Problem, status: number = problem.status): Response {
  const headers = new Headers({ 'content-type': mediaTypes.problem, 'cache-control': 'no-store' });
  const { retryAfter } = problem.details ?? {};
  if (typeof retryAfter === 'number') headers.set('retry-after', String(retryAfter));
  else if (problem.code === 'service-busy') headers.set('retry-after', String(defaultRetrySeconds));
  return new Response(JSON.stringify({ ...problem, status }), { status, headers });
}

/** @returns what was thrown if it is a refusal; otherwise `service-busy` or `service-fault`, without details */
export function asRefusal(error: unknown, isUnavailable: (error: unknown) => boolean): Refusal {
  if (error instanceof Refusal && Object.hasOwn(refusals, error.code)) return error;
  return new Refusal(isUnavailable(error) ? 'service-busy' : 'service-fault');
}
