import type { Context } from 'hono';
import { Refusal } from '../../../src/refusal.ts';
import type { AppEnvironment } from '../callContext.ts';
import { problemOf, problemResponse } from '../problem.ts';

/** @returns code of a refusal; of any other error, that of a fault of the service */
export const codeOf = (error: unknown): string => (error instanceof Refusal ? error.code : 'service-fault');

export function fileResponse(file: Uint8Array, mediaType: string, status: number): Response {
  return new Response(new Uint8Array(file), { status, headers: { 'content-type': mediaType } });
}

/** @param methods as in the `Allow` field */
export const allowOnly = (methods: string) => (c: Context<AppEnvironment>) => {
  const response = refuse(c, 405, { allowed: methods });
  response.headers.set('allow', methods);
  return response;
};

/** Answers `service-request-invalid` with a more exact status than its own. */
export function refuse(
  c: Context<AppEnvironment>,
  status: number,
  details: Readonly<Record<string, string | number>>,
): Response {
  c.set('code', 'service-request-invalid');
  return problemResponse(problemOf(new Refusal('service-request-invalid', details), c.req.path), status);
}
