import type { ActivationOrder, ReturnAnswer, ServicePort } from '../../activation/ports.ts';
import { Refusal } from '../../refusal.ts';
import { type Answer, callService, parseObject, type ServiceWorld } from './serviceCall.ts';

/** How long to wait for a sign of life, and for a license, in milliseconds. */
const GREET_MS = 4_000;
const ACTIVATE_MS = 30_000;
/** No answer of the service is larger, in bytes: a license file and a keyset's, at most 64 KiB each. */
const ANSWER_LIMIT = 131_072;

const licenseMediaType = 'application/vnd.keyferry.license.v1+xml';
const returnMediaType = 'application/vnd.keyferry.return.v1+xml';

/**
 * The vendor's activation service, over HTTP.
 *
 * @param baseUrl where the service is, without a trailing slash; empty when it serves this page
 * @param world the browser
 */
export function createServiceClient(baseUrl: string, world: ServiceWorld = globalThis): ServicePort {
  const call = (path: string, init: RequestInit, timeoutMs: number) =>
    callService(world, { url: `${baseUrl}${path}`, init, timeoutMs, limit: ANSWER_LIMIT });
  return {
    async greet() {
      const answer = await call('/api/v1/catalog', { method: 'GET' }, GREET_MS);
      if (!isCatalog(answer)) throw new Refusal('service-answer-not-ours');
    },
    async activate(order) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: bodyOf(order) };
      const answer = await call('/api/v1/activations', init, ACTIVATE_MS);
      if (answer.mediaType !== licenseMediaType) throw new Refusal('service-answer-not-ours');
      return answer.body;
    },
    async returnLicense(receipt) {
      const init = { method: 'POST', headers: { 'content-type': returnMediaType }, body: new Uint8Array(receipt) };
      const answer = returnIn(await call('/api/v1/returns', init, ACTIVATE_MS));
      if (!answer) throw new Refusal('service-answer-not-ours');
      return answer;
    },
  };
}

function bodyOf({ request, ...wanted }: ActivationOrder): string {
  // The byte order mark is kept: the service makes the same repairs as we do, to the same bytes.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(request);
  return JSON.stringify({ request: text, ...wanted });
}

/** Any JSON with a product would do; what matters is that it is no portal's page. The service is proven by signatures. */
function isCatalog({ mediaType, body }: Answer): boolean {
  const catalog = mediaType === 'application/json' ? parseObject(body) : null;
  return typeof catalog?.product === 'object' && Array.isArray(catalog.licenseTypes);
}

/** @returns null when it is no answer to a receipt */
function returnIn({ mediaType, body }: Answer): ReturnAnswer | null {
  const { outcome, seatsLeft } = (mediaType === 'application/json' && parseObject(body)) || {};
  if (outcome !== 'returned' && outcome !== 'already-returned') return null;
  return { outcome, seatsLeft: typeof seatsLeft === 'number' ? seatsLeft : null };
}
