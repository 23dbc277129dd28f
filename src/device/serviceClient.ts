import type { ActivationOrder, ServicePort } from '../activation/ports.ts';
import { Refusal, type RefusalCode, type RefusalDetails, refusalCodes } from '../refusal.ts';

/** How long to wait for a sign of life, and for a license, in milliseconds. */
const GREET_MS = 4_000;
const ACTIVATE_MS = 30_000;
/** No answer of the service is larger, in bytes: a license file and a keyset's, at most 64 KiB each. */
const ANSWER_LIMIT = 131_072;
/** How long to wait when a busy service names no time, in seconds. */
const DEFAULT_RETRY_SECONDS = 5;

const licenseMediaType = 'application/vnd.keyferry.license.v1+xml';
const problemMediaType = 'application/problem+json';

/** What of the browser the client uses; `globalThis` is one. */
export interface ServiceClientWorld {
  readonly fetch: typeof fetch;
  readonly navigator: { readonly onLine: boolean };
}

/**
 * The vendor's activation service, over HTTP.
 *
 * @param baseUrl where the service is, without a trailing slash; empty when it serves this page
 * @param world the browser
 */
export function createServiceClient(baseUrl: string, world: ServiceClientWorld = globalThis): ServicePort {
  return {
    async greet() {
      const answer = await call(world, `${baseUrl}/api/v1/catalog`, { method: 'GET' }, GREET_MS);
      if (!isCatalog(answer)) throw new Refusal('service-answer-not-ours');
    },
    async activate(order) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: bodyOf(order) };
      const answer = await call(world, `${baseUrl}/api/v1/activations`, init, ACTIVATE_MS);
      if (answer.mediaType !== licenseMediaType) throw new Refusal('service-answer-not-ours');
      return answer.body;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly retryAfter: string | null;
  readonly body: Uint8Array;
}

/** The fields we look for in whatever JSON has come. */
interface LooseAnswer {
  readonly product?: unknown;
  readonly licenseTypes?: unknown;
  readonly code?: unknown;
  readonly details?: unknown;
}

function bodyOf({ request, licenseType, serialNumber }: ActivationOrder): string {
  // The byte order mark is kept: the service makes the same repairs as we do, to the same bytes.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(request);
  return JSON.stringify({ request: text, licenseType, ...(serialNumber !== undefined && { serialNumber }) });
}

async function call(world: ServiceClientWorld, url: string, init: RequestInit, timeoutMs: number): Promise<Answer> {
  // True is no proof, false is: a browser that knows of no network need not be asked to wait.
  if (!world.navigator.onLine) throw new Refusal('network-offline');
  const answer = await fetchAnswer(world, url, init, timeoutMs);
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw refusalOf(answer);
}

async function fetchAnswer(
  world: ServiceClientWorld,
  url: string,
  init: RequestInit,
  timeoutMs: number,
): Promise<Answer> {
  // Not AbortSignal.timeout, which Safari has only since 16. It covers headers and body, so that an answer that trickles
  // does not keep a person waiting for ever.
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), timeoutMs);
  try {
    return await readAnswer(await world.fetch(url, { ...init, ...careful, signal: patience.signal }));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // A browser tells a script no more than that it failed: no route, no name, refused, cross-origin, cut off.
    throw new Refusal(world.navigator.onLine ? 'service-unreachable' : 'network-offline');
  } finally {
    clearTimeout(timer);
  }
}

/** Redirects are not followed but seen: the service never sends one, while a hotel's portal does. */
const careful = {
  cache: 'no-store',
  credentials: 'omit',
  redirect: 'manual',
  referrerPolicy: 'no-referrer',
} as const satisfies RequestInit;

async function readAnswer(response: Response): Promise<Answer> {
  const redirected = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
  if (redirected) throw new Refusal('service-answer-not-ours');
  return {
    status: response.status,
    mediaType: (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '',
    retryAfter: response.headers.get('retry-after'),
    body: await readCapped(response),
  };
}

async function readCapped(response: Response): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    length += part.value.length;
    if (length > ANSWER_LIMIT) {
      await reader?.cancel();
      throw new Refusal('service-answer-not-ours');
    }
    chunks.push(part.value);
  }
  return concatenate(chunks, length);
}

function concatenate(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Any JSON with a product would do; what matters is that it is no portal's page. The service is proven by signatures. */
function isCatalog({ mediaType, body }: Answer): boolean {
  const catalog = mediaType === 'application/json' ? parseObject(body) : null;
  return typeof catalog?.product === 'object' && Array.isArray(catalog.licenseTypes);
}

function refusalOf(answer: Answer): Refusal {
  const { status, mediaType, retryAfter } = answer;
  if (status === 429 || status === 503) {
    const guessed = mediaType === problemMediaType && parseObject(answer.body)?.code === 'too-many-attempts';
    return new Refusal(guessed ? 'too-many-attempts' : 'service-busy', { retryAfter: retryAfterSeconds(retryAfter) });
  }
  // A gateway in front of the service makes its own pages when the service is down; a portal answers below 500 or with 511.
  if (mediaType !== problemMediaType)
    return new Refusal(status >= 500 && status !== 511 ? 'service-fault' : 'service-answer-not-ours', { status });
  const problem = parseObject(answer.body);
  const code = refusalCodes.find((known) => known === problem?.code);
  return code === undefined ? new Refusal('service-fault', { status }) : new Refusal(code, detailsOf(problem, code));
}

/** @param text `Retry-After` in seconds (RFC 9110 section 10.2.3); a date is as good as nothing to us */
function retryAfterSeconds(text: string | null): number {
  return text !== null && /^\d{1,5}$/.test(text) ? Number(text) : DEFAULT_RETRY_SECONDS;
}

function parseObject(body: Uint8Array): LooseAnswer | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Only what a refusal can hold is taken over, in case the answer was not made by our service after all. */
function detailsOf(problem: LooseAnswer | null, code: RefusalCode): RefusalDetails {
  const details = problem?.details;
  if (typeof details !== 'object' || details === null || code === 'service-fault') return {};
  return Object.fromEntries(Object.entries(details).filter(([, value]) => isDetail(value)));
}

function isDetail(value: unknown): value is string | number | readonly string[] {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return typeof value === 'string' || typeof value === 'number';
}
