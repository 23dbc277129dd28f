import type { ActivationOrder, ReturnAnswer, ServicePort } from '../../activation/ports.ts';
import type { ReturnCheck } from '../../contract/calls/returnAnswer.ts';
import { answerBytes, callTimeout, catalogTimeout } from '../../contract/clientLimits.ts';
import * as mediaTypes from '../../contract/mediaTypes.ts';
import type { OperationPath } from '../../contract/operations/operations.ts';
import { Refusal } from '../../refusal.ts';
import { createCodeCalls } from './codeCalls.ts';
import { callService, parseObject, type ServiceAnswer, type ServiceEnvironment } from './serviceCall.ts';

/** Calls a path of the service. */
export type ServicePathCall = (
  path: OperationPath | `${OperationPath}?product=${string}`,
  init: RequestInit,
  timeoutMs?: number,
) => Promise<ServiceAnswer>;

/** @param baseUrl address of the service, without a trailing slash; empty when it serves this page */
export function callsOf(baseUrl: string, environment: ServiceEnvironment): ServicePathCall {
  return (path, init, timeoutMs = callTimeout) =>
    callService(environment, { url: `${baseUrl}${path}`, init, timeoutMs, limit: answerBytes });
}

type ActivationCall = 'greet' | 'activate' | 'returnLicense' | 'checkReturn' | 'activateByCode' | 'returnByCode';

/**
 * The calls that get licenses and return them. The service worker makes the same.
 *
 * @param product id of the product
 */
export function createActivationCalls(call: ServicePathCall, product: string): Pick<ServicePort, ActivationCall> {
  return {
    ...createCodeCalls((path, body) => {
      const sent = JSON.stringify({ product, ...body });
      return call(path, { method: 'POST', headers: { 'content-type': mediaTypes.json }, body: sent });
    }),
    async greet() {
      const answer = await call(`/api/v1/catalog?product=${product}`, { method: 'GET' }, catalogTimeout);
      if (!isCatalog(answer)) throw new Refusal('service-answer-not-ours');
    },
    async activate(order) {
      const init = { method: 'POST', headers: { 'content-type': mediaTypes.json }, body: bodyOf(order) };
      const answer = await call('/api/v1/activations', init);
      if (answer.mediaType !== mediaTypes.license) throw new Refusal('service-answer-not-ours');
      return answer.body;
    },
    async returnLicense(receipt) {
      const init = {
        method: 'POST',
        headers: { 'content-type': mediaTypes.returnReceipt },
        body: new Uint8Array(receipt),
      };
      const answer = returnIn(await call('/api/v1/returns', init));
      if (!answer) throw new Refusal('service-answer-not-ours');
      return answer;
    },
    async checkReturn(license) {
      const init = { method: 'POST', headers: { 'content-type': mediaTypes.license }, body: new Uint8Array(license) };
      return checkIn(await call('/api/v1/returns/check', init, catalogTimeout));
    },
  };
}

function bodyOf({ request, ...wanted }: ActivationOrder): string {
  // Keep the byte order mark: the service must see the same bytes.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(request);
  return JSON.stringify({ request: text, ...wanted });
}

/** Checks only that this is not a captive portal's page. Signatures authenticate the service. */
function isCatalog({ mediaType, body }: ServiceAnswer): boolean {
  const catalog = mediaType === mediaTypes.json ? parseObject(body) : null;
  return typeof catalog?.product === 'object' && Array.isArray(catalog.licenseTypes);
}

/** @throws Refusal `service-answer-not-ours` */
function checkIn({ mediaType, body }: ServiceAnswer): ReturnCheck {
  const { outcome, limits, changesLeft } = (mediaType === mediaTypes.json && parseObject(body)) || {};
  if (outcome !== 'returnable' && outcome !== 'already-returned') throw new Refusal('service-answer-not-ours');
  return { outcome, limits: limitsIn(limits), changesLeft: typeof changesLeft === 'number' ? changesLeft : null };
}

function limitsIn(limits: unknown): ReturnCheck['limits'] {
  const { perYear, coolDownDays } = (limits ?? {}) as Partial<Record<string, unknown>>;
  return typeof perYear === 'number' && typeof coolDownDays === 'number' ? { perYear, coolDownDays } : null;
}

/** @returns null when it is not an answer to a receipt */
function returnIn({ mediaType, body }: ServiceAnswer): ReturnAnswer | null {
  const { outcome, seatsLeft } = (mediaType === mediaTypes.json && parseObject(body)) || {};
  if (outcome !== 'returned' && outcome !== 'already-returned') return null;
  return { outcome, seatsLeft: typeof seatsLeft === 'number' ? seatsLeft : null };
}
