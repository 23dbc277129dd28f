import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as v from 'valibot';
import type { RefusalCode } from '../../src/refusal.ts';
import { Refusal, refusalCodes } from '../../src/refusal.ts';

/** Error answers: problem details (RFC 9457) with our own `code` and `details`. */
export const ProblemSchema = v.strictObject({
  /** A URI that stands for the code (RFC 9457 section 3.1.1); nothing is served there. */
  type: v.string(),
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  code: v.picklist(refusalCodes),
  details: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.array(v.string())]))),
  instance: v.optional(v.string()),
});

export type Problem = Omit<v.InferOutput<typeof ProblemSchema>, 'code'> & { readonly code: RefusalCode };

export const problemMediaType = 'application/problem+json';

/** How long a client that was turned away should wait, in seconds. */
export const RETRY_AFTER_SECONDS = 5;

interface Meaning {
  readonly status: ContentfulStatusCode;
  /** For the person who reads a log or tries the API by hand; people at the wizard get their own language. */
  readonly title: string;
}

const notAcceptable = (title: string): Meaning => ({ status: 422, title });

/** What each code that the service gives means in HTTP. */
const meanings: Partial<Record<RefusalCode, Meaning>> = {
  'service-request-invalid': { status: 400, title: 'The call is not as the API describes it' },
  'service-not-found': { status: 404, title: 'There is nothing at this address' },
  'service-busy': { status: 503, title: 'The service is busy; try again later' },
  'service-fault': { status: 500, title: 'Something went wrong inside the service' },
  'file-too-large': { status: 413, title: 'The file is too large' },
  'serial-refused': { status: 403, title: 'This serial number is not accepted' },
  'license-type-not-covered': { status: 403, title: 'The serial number does not cover this license type' },
  'too-many-attempts': { status: 429, title: 'Too many attempts were not accepted; wait before trying again' },
  'serial-expired': { status: 403, title: 'The serial number has expired' },
  'seats-exhausted': { status: 409, title: 'Every seat of this serial number is taken' },
  'request-id-reused': { status: 409, title: 'This request was answered before, for another order' },
  'token-refused': { status: 401, title: 'A token is needed, and none that is in force was sent' },
  'token-scope-missing': { status: 403, title: 'The token is not good for this' },
  'license-returned': { status: 409, title: 'The license was given back, and its seat with it' },
  'machine-changed': { status: 409, title: 'The machine has changed; confirm what becomes of its seat' },
  'move-too-often': { status: 409, title: 'The seat of this machine has moved too often within a year' },
  'return-outdated': { status: 409, title: 'The installation has shown a higher counter before' },
  'return-superseded': { status: 409, title: 'A newer license was issued for the seat' },
  'return-too-often': { status: 409, title: 'The machine has changed its seat too often within a year' },
  'return-too-soon': { status: 409, title: 'The machine has given a seat back a short while ago' },
  'return-other': notAcceptable('The receipt is for no license of this service'),
  'installation-other': notAcceptable('The license was not issued to the installation that gives it back'),
  'activation-unknown': { status: 404, title: 'There is no such activation' },
  'serial-unknown': { status: 404, title: 'There is no such serial number' },
  'seat-released': { status: 409, title: 'The seat was given up' },
  'serial-terms-invalid': notAcceptable('Serial numbers cannot be sold on these terms'),
  'license-type-unknown': notAcceptable('There is no such license type'),
  'serial-required': notAcceptable('This license type needs a serial number'),
  'serial-malformed': notAcceptable('The serial number is not complete or is mistyped'),
  'product-other': notAcceptable('The file is for another product'),
  'document-type-wrong': notAcceptable('The file is not of the kind that is wanted here'),
};

const unreadable: Meaning = notAcceptable('The file is not acceptable');

/**
 * Turns a refusal into a problem.
 *
 * @param instance where it happened: the path of the call
 */
export function problemOf(refusal: Refusal, instance: string): Problem {
  const { code, details } = refusal;
  const { status, title } = meanings[code] ?? unreadable;
  return {
    type: `urn:keyferry:problem:${code}`,
    title,
    status,
    code,
    ...(Object.keys(details).length > 0 && { details: plain(details) }),
    instance,
  };
}

function plain(details: Refusal['details']): Record<string, string | number | string[]> {
  const entries = Object.entries(details).map(
    ([name, value]) => [name, typeof value === 'object' ? [...value] : value] as const,
  );
  return Object.fromEntries(entries);
}

/**
 * @param status other than the code's own, where HTTP has a better word (405, 415)
 */
export function problemResponse(problem: Problem, status: number = problem.status): Response {
  const headers = new Headers({ 'content-type': problemMediaType, 'cache-control': 'no-store' });
  const { retryAfter } = problem.details ?? {};
  if (typeof retryAfter === 'number') headers.set('retry-after', String(retryAfter));
  else if (problem.code === 'service-busy') headers.set('retry-after', String(RETRY_AFTER_SECONDS));
  return new Response(JSON.stringify({ ...problem, status }), { status, headers });
}

/** Everything thrown ends up here: refusals keep their code, anything else is a fault of ours and says nothing more. */
export function asRefusal(error: unknown, isUnavailable: (error: unknown) => boolean): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal(isUnavailable(error) ? 'service-busy' : 'service-fault');
}
