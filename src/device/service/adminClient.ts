import type { AdminApi } from '../../admin/ports.ts';
import { Refusal } from '../../refusal.ts';
import { type Answer, callService, parseObject, type ServiceWorld } from './serviceCall.ts';

/** How long to wait for an answer, and for a whole list, in milliseconds. */
const ANSWER_MS = 30_000;
const EXPORT_MS = 600_000;
/** A thousand new serial numbers, or two hundred rows, are far less, in bytes. */
const ANSWER_LIMIT = 1024 * 1024;

const licenseMediaType = 'application/vnd.keyferry.license.v1+xml';

/**
 * The admin API, over HTTP. What people search for goes in bodies: addresses are written into the logs of proxies.
 *
 * @param baseUrl where the service is, without a trailing slash
 * @param world the browser
 * @returns for a token, the API in the name of its bearer
 */
export function createAdminClient(baseUrl: string, world: ServiceWorld = globalThis): (token: string) => AdminApi {
  return (token) => {
    const call = (path: string, body?: object, { timeoutMs = ANSWER_MS, limit = ANSWER_LIMIT } = {}) =>
      callService(world, { url: `${baseUrl}/api/v1/admin/${path}`, init: initOf(token, body), timeoutMs, limit });
    const json = async <Result>(path: string, body?: object) => resultOf<Result>(await call(path, body));
    return {
      whoami: () => json('whoami'),
      searchActivations: (text, state, cursor) =>
        json('activations/search', { text, ...given({ state }), ...given({ cursor }) }),
      showActivation: (id) => json(`activations/${id}`),
      releaseSeat: (id) => json(`activations/${id}/release`, {}),
      async reissueLicense(id) {
        const answer = await call(`activations/${id}/reissue`, {});
        if (answer.mediaType !== licenseMediaType) throw new Refusal('service-answer-not-ours');
        return { outcome: answer.status === 201 ? 'reissued' : 'current', file: answer.body };
      },
      searchSerials: (text, cursor) => json('serials/search', { text, ...given({ cursor }) }),
      showSerial: (id) => json(`serials/${id}`),
      seatsOf: (serialId, cursor) => json(`serials/${serialId}/seats${cursor === null ? '' : `?cursor=${cursor}`}`),
      blockSerial: (id, blocked) => json(`serials/${id}/${blocked ? 'block' : 'unblock'}`, {}),
      mintSerials: async (order) => (await json<{ serials: [] }>('serials', order)).serials,
      async exportList(list) {
        const answer = await call(`${list}.csv`, undefined, { timeoutMs: EXPORT_MS, limit: Number.POSITIVE_INFINITY });
        if (answer.mediaType !== 'text/csv') throw new Refusal('service-answer-not-ours');
        return answer.body;
      },
    };
  };
}

function initOf(token: string, body: object | undefined): RequestInit {
  const authorization = `Bearer ${token}`;
  if (body === undefined) return { method: 'GET', headers: { authorization } };
  const headers = { authorization, 'content-type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}

/** Without what is null. */
function given(fields: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** The page comes from the service whose answers these are; what is not JSON comes from something in between. */
function resultOf<Result>({ mediaType, body }: Answer): Result {
  const result = mediaType === 'application/json' ? parseObject(body) : null;
  if (result === null) throw new Refusal('service-answer-not-ours');
  return result as Result;
}
