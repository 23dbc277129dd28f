import type { AdminApi } from '../../admin/ports.ts';
import { adminAnswerBytes, callTimeout, exportTimeout } from '../../contract/clientLimits.ts';
import * as mediaTypes from '../../contract/mediaTypes.ts';
import type { AnswerAt, BodyAt, OperationPath } from '../../contract/operations/operations.ts';
import { Refusal } from '../../refusal.ts';
import { callService, parseObject, type ServiceAnswer, type ServiceEnvironment } from './serviceCall.ts';

interface CallOptions<Path extends OperationPath> {
  /** Replaces `{id}`. */
  readonly id?: string;
  readonly cursor?: string | null;
  readonly body?: BodyAt<Path>;
  readonly timeoutMs?: number;
  readonly limit?: number;
}

/**
 * A client of the admin API. Searches go in bodies, because proxies log addresses.
 *
 * @param baseUrl address of the service, without a trailing slash
 * @param environment the browser
 * @returns the API for a token
 */
export function createAdminClient(
  baseUrl: string,
  environment: ServiceEnvironment = globalThis,
): (token: string) => AdminApi {
  return (token) => {
    function call<Path extends OperationPath>(path: Path, options: CallOptions<Path> = {}): Promise<ServiceAnswer> {
      const { id = '', cursor = null, body, timeoutMs = callTimeout } = options;
      const query = cursor === null ? '' : `?cursor=${cursor}`;
      const { limit = adminAnswerBytes } = options;
      const url = `${baseUrl}${path.replace('{id}', id)}${query}`;
      return callService(environment, { url, init: initOf(token, body), timeoutMs, limit });
    }
    const json = async <Path extends OperationPath>(path: Path, options?: CallOptions<Path>) =>
      resultOf<AnswerAt<Path>>(await call(path, options));
    return {
      whoami: () => json('/api/v1/admin/whoami'),
      searchActivations: (text, state, cursor) =>
        json('/api/v1/admin/activations/search', {
          body: { text, ...(state !== null && { state }), ...(cursor !== null && { cursor }) },
        }),
      showActivation: (id) => json('/api/v1/admin/activations/{id}', { id }),
      releaseSeat: (id) => json('/api/v1/admin/activations/{id}/release', { id, body: {} }),
      async reissueLicense(id) {
        const answer = await call('/api/v1/admin/activations/{id}/reissue', { id, body: {} });
        if (answer.mediaType !== mediaTypes.license) throw new Refusal('service-answer-not-ours');
        return { outcome: answer.status === 201 ? 'reissued' : 'current', file: answer.body };
      },
      searchSerials: (text, cursor) =>
        json('/api/v1/admin/serials/search', { body: { text, ...(cursor !== null && { cursor }) } }),
      showSerial: (id) => json('/api/v1/admin/serials/{id}', { id }),
      seatsOf: (id, cursor) => json('/api/v1/admin/serials/{id}/seats', { id, cursor }),
      blockSerial: (id, blocked) =>
        blocked
          ? json('/api/v1/admin/serials/{id}/block', { id, body: {} })
          : json('/api/v1/admin/serials/{id}/unblock', { id, body: {} }),
      mintSerials: async (order) => (await json('/api/v1/admin/serials', { body: order })).serials,
      async exportList(list) {
        const options = { timeoutMs: exportTimeout, limit: Number.POSITIVE_INFINITY };
        const answer = await call(`/api/v1/admin/${list}.csv`, options);
        if (answer.mediaType !== mediaTypes.csv) throw new Refusal('service-answer-not-ours');
        return answer.body;
      },
    };
  };
}

function initOf(token: string, body: object | undefined): RequestInit {
  const authorization = `Bearer ${token}`;
  if (body === undefined) return { method: 'GET', headers: { authorization } };
  const headers = { authorization, 'content-type': mediaTypes.json };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}

/** The service that answers is the one that served the page; an answer that is not JSON comes from a proxy. */
function resultOf<Result>({ mediaType, body }: ServiceAnswer): Result {
  const result = mediaType === mediaTypes.json ? parseObject(body) : null;
  if (result === null) throw new Refusal('service-answer-not-ours');
  return result as Result;
}
