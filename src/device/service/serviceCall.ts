import { defaultRetrySeconds } from '../../contract/clientLimits.ts';
import * as mediaTypes from '../../contract/mediaTypes.ts';
import { Refusal, type RefusalCode, type RefusalDetails, refusalCodes } from '../../refusal.ts';

/** The parts of the browser that a call uses; `globalThis` has them. */
export interface ServiceEnvironment {
  readonly fetch: typeof fetch;
  readonly navigator: { readonly onLine: boolean };
}

export interface ServiceCall {
  readonly url: string;
  readonly init: RequestInit;
  /** For headers and body together. */
  readonly timeoutMs: number;
  /** Largest answer to accept, in bytes. */
  readonly limit: number;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly mediaType: string;
  readonly retryAfter: string | null;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The fields to look for in JSON of any origin. */
interface LooseProblem {
  readonly code?: unknown;
  readonly details?: unknown;
}

/**
 * Calls the activation service.
 *
 * @returns an answer with a 2xx status, unchecked
 * @throws Refusal `network-offline`, `service-unreachable`, `service-answer-not-ours`, or the code that the service gave
 */
export async function callService(environment: ServiceEnvironment, call: ServiceCall): Promise<ServiceAnswer> {
  // True proves nothing; false means that there is no network, so do not wait.
  if (!environment.navigator.onLine) throw new Refusal('network-offline');
  const answer = await fetchAnswer(environment, call);
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw refusalOf(answer);
}

async function fetchAnswer(
  environment: ServiceEnvironment,
  { url, init, timeoutMs, limit }: ServiceCall,
): Promise<ServiceAnswer> {
  // Not AbortSignal.timeout, which Safari lacks before version 16. It covers headers and body: a slow answer ends too.
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), timeoutMs);
  try {
    return await readAnswer(await environment.fetch(url, { ...init, ...careful, signal: timeout.signal }), limit);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // A browser gives scripts no reason: no route, no name, refused, cross-origin or broken off look the same.
    throw new Refusal(environment.navigator.onLine ? 'service-unreachable' : 'network-offline');
  } finally {
    clearTimeout(timer);
  }
}

/** The service never redirects; a captive portal does, so redirects are detected and not followed. */
const careful = {
  cache: 'no-store',
  credentials: 'omit',
  redirect: 'manual',
  referrerPolicy: 'no-referrer',
} as const;

async function readAnswer(response: Response, limit: number): Promise<ServiceAnswer> {
  const redirected = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
  if (redirected) throw new Refusal('service-answer-not-ours');
  return {
    status: response.status,
    mediaType: mediaTypes.mediaTypeIn(response.headers.get('content-type')),
    retryAfter: response.headers.get('retry-after'),
    body: await readCapped(response, limit),
  };
}

async function readCapped(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    length += part.value.length;
    if (length > limit) {
      await reader?.cancel();
      throw new Refusal('service-answer-not-ours');
    }
    chunks.push(part.value);
  }
  return concatenate(chunks, length);
}

function concatenate(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function refusalOf(answer: ServiceAnswer): Refusal {
  const { status, mediaType, retryAfter } = answer;
  if (status === 429 || status === 503) {
    const guessed = mediaType === mediaTypes.problem && parseObject(answer.body)?.code === 'too-many-attempts';
    return new Refusal(guessed ? 'too-many-attempts' : 'service-busy', { retryAfter: retryAfterSeconds(retryAfter) });
  }
  // A gateway in front of the service answers 5xx with pages of its own; a captive portal answers below 500 or with 511.
  if (mediaType !== mediaTypes.problem)
    return new Refusal(status >= 500 && status !== 511 ? 'service-fault' : 'service-answer-not-ours', { status });
  const problem = parseObject(answer.body) as LooseProblem | null;
  const code = refusalCodes.find((known) => known === problem?.code);
  return code === undefined ? new Refusal('service-fault', { status }) : new Refusal(code, detailsOf(problem, code));
}

/** @param text `Retry-After` in seconds (RFC 9110 section 10.2.3); a date is ignored */
function retryAfterSeconds(text: string | null): number {
  return text !== null && /^\d{1,5}$/.test(text) ? Number(text) : defaultRetrySeconds;
}

/** @returns the JSON object in the body; null when it is something else */
export function parseObject(body: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Takes only what a refusal can hold: the answer may not come from the service. */
function detailsOf(problem: LooseProblem | null, code: RefusalCode): RefusalDetails {
  const details = problem?.details;
  if (typeof details !== 'object' || details === null || code === 'service-fault') return {};
  return Object.fromEntries(Object.entries(details).filter(([, value]) => isDetail(value)));
}

function isDetail(value: unknown): value is string | number | readonly string[] {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return typeof value === 'string' || typeof value === 'number';
}
