import { Refusal, type RefusalCode, type RefusalDetails, refusalCodes } from '../../refusal.ts';

/** How long to wait when a busy service names no time, in seconds. */
const DEFAULT_RETRY_SECONDS = 5;

const problemMediaType = 'application/problem+json';

/** What of the browser a call uses; `globalThis` is one. */
export interface ServiceWorld {
  readonly fetch: typeof fetch;
  readonly navigator: { readonly onLine: boolean };
}

export interface ServiceCall {
  readonly url: string;
  readonly init: RequestInit;
  /** How long headers and body may take together. */
  readonly timeoutMs: number;
  /** The largest answer that is ours, in bytes. */
  readonly limit: number;
}

export interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly retryAfter: string | null;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The fields we look for in whatever JSON has come. */
interface LooseProblem {
  readonly code?: unknown;
  readonly details?: unknown;
}

/**
 * Calls the activation service.
 *
 * @returns an answer of success, whatever it holds
 * @throws Refusal `network-offline`, `service-unreachable`, `service-answer-not-ours`, or the code that the service gave
 */
export async function callService(world: ServiceWorld, call: ServiceCall): Promise<Answer> {
  // True is no proof, false is: a browser that knows of no network need not be asked to wait.
  if (!world.navigator.onLine) throw new Refusal('network-offline');
  const answer = await fetchAnswer(world, call);
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw refusalOf(answer);
}

async function fetchAnswer(world: ServiceWorld, { url, init, timeoutMs, limit }: ServiceCall): Promise<Answer> {
  // Not AbortSignal.timeout, which Safari has only since 16. It covers headers and body, so that an answer that trickles
  // does not keep a person waiting for ever.
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), timeoutMs);
  try {
    return await readAnswer(await world.fetch(url, { ...init, ...careful, signal: patience.signal }), limit);
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

async function readAnswer(response: Response, limit: number): Promise<Answer> {
  const redirected = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
  if (redirected) throw new Refusal('service-answer-not-ours');
  return {
    status: response.status,
    mediaType: (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '',
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

function refusalOf(answer: Answer): Refusal {
  const { status, mediaType, retryAfter } = answer;
  if (status === 429 || status === 503) {
    const guessed = mediaType === problemMediaType && parseObject(answer.body)?.code === 'too-many-attempts';
    return new Refusal(guessed ? 'too-many-attempts' : 'service-busy', { retryAfter: retryAfterSeconds(retryAfter) });
  }
  // A gateway in front of the service makes its own pages when the service is down; a portal answers below 500 or with 511.
  if (mediaType !== problemMediaType)
    return new Refusal(status >= 500 && status !== 511 ? 'service-fault' : 'service-answer-not-ours', { status });
  const problem = parseObject(answer.body) as LooseProblem | null;
  const code = refusalCodes.find((known) => known === problem?.code);
  return code === undefined ? new Refusal('service-fault', { status }) : new Refusal(code, detailsOf(problem, code));
}

/** @param text `Retry-After` in seconds (RFC 9110 section 10.2.3); a date is as good as nothing to us */
function retryAfterSeconds(text: string | null): number {
  return text !== null && /^\d{1,5}$/.test(text) ? Number(text) : DEFAULT_RETRY_SECONDS;
}

/** @returns the object that the body is as JSON; null when it is none */
export function parseObject(body: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Only what a refusal can hold is taken over, in case the answer was not made by our service after all. */
function detailsOf(problem: LooseProblem | null, code: RefusalCode): RefusalDetails {
  const details = problem?.details;
  if (typeof details !== 'object' || details === null || code === 'service-fault') return {};
  return Object.fromEntries(Object.entries(details).filter(([, value]) => isDetail(value)));
}

function isDetail(value: unknown): value is string | number | readonly string[] {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return typeof value === 'string' || typeof value === 'number';
}
