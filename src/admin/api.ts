import type { ActivationState, ReissueOutcome } from '../contract/admin/activations.ts';
import type { MintOrder } from '../contract/admin/mint.ts';
import type { SerialChangeInput } from '../contract/admin/serialChange.ts';
import type { CodeOrder, CodeReturn, ConfirmationCode } from '../contract/calls/codes.ts';
import { adminAnswerBytes, callTimeout, exportTimeout } from '../contract/clientLimits.ts';
import * as mediaTypes from '../contract/mediaTypes.ts';
import type { AnswerAt, BodyAt, OperationPath } from '../contract/operations/operations.ts';
import {
  callService,
  parseObject,
  type ServiceAnswer,
  type ServiceEnvironment,
} from '../device/service/serviceCall.ts';
import { Refusal } from '../refusal.ts';

export type AdminApi = ReturnType<ReturnType<typeof createAdminClient>>;

/** A reissued license. */
export interface Reissued {
  readonly outcome: ReissueOutcome;
  /** Exact bytes of the license, optionally followed by a keyset. */
  readonly file: Uint8Array<ArrayBuffer>;
}

/** A confirmation code. `given-before`: the machine was given this code before. */
export interface AnsweredByCode {
  readonly outcome: 'issued' | 'given-before';
  readonly code: ConfirmationCode;
}

interface CallOptions<Path extends OperationPath> {
  /** Replaces `{id}`. */
  readonly id?: string;
  readonly cursor?: string | null;
  /** Of the address; the cursor by default. */
  readonly query?: { readonly cursor?: string } | { readonly product?: string };
  readonly body?: BodyAt<Path>;
  readonly timeoutMs?: number;
  readonly limit?: number;
}

/** Which activations to list; null for all. */
interface ActivationFilter {
  readonly state: ActivationState | null;
  readonly product: string | null;
}

/**
 * A client of the admin API. Searches go in bodies, because proxies log addresses.
 *
 * @param baseUrl address of the service, without a trailing slash
 * @param environment the browser
 * @returns the API for a token. Every call throws a Refusal on failure
 */
export function createAdminClient(baseUrl: string, environment: ServiceEnvironment = globalThis) {
  return (token: string) => {
    function call<Path extends OperationPath>(path: Path, options: CallOptions<Path> = {}): Promise<ServiceAnswer> {
      const { id = '', cursor = null, query = given({ cursor }), body, timeoutMs = callTimeout } = options;
      const { limit = adminAnswerBytes } = options;
      const url = `${baseUrl}${path.replace('{id}', id)}${asQuery(query)}`;
      return callService(environment, { url, init: initOf(token, body), timeoutMs, limit });
    }
    const json = async <Path extends OperationPath>(path: Path, options?: CallOptions<Path>) =>
      resultOf<AnswerAt<Path>>(await call(path, options));
    return {
      whoami: () => json('/api/v1/admin/whoami'),
      /** @param cursor `next` of the previous page; null for the first page */
      searchActivations: (text: string, { state, product }: ActivationFilter, cursor: string | null) =>
        json('/api/v1/admin/activations/search', { body: { text, ...given({ state, product, cursor }) } }),
      showActivation: (id: string) => json('/api/v1/admin/activations/{id}', { id }),
      /** Releases the seat of a license. Idempotent. */
      releaseSeat: (id: string) => json('/api/v1/admin/activations/{id}/release', { id, body: {} }),
      /** Returns the license again, or issues a new one when machines no longer accept it or its terms changed. */
      async reissueLicense(id: string, isNew = false): Promise<Reissued> {
        const body = isNew ? { new: true } : {};
        const answer = await call('/api/v1/admin/activations/{id}/reissue', { id, body });
        if (answer.mediaType !== mediaTypes.license) throw new Refusal('service-answer-not-ours');
        return { outcome: answer.status === 201 ? 'reissued' : 'current', file: answer.body };
      },
      /** Answers an installation code. Safe to repeat. */
      async issueByCode(order: CodeOrder): Promise<AnsweredByCode> {
        const answer = await call('/api/v1/admin/codes/activations', { body: order });
        return { outcome: answer.status === 201 ? 'issued' : 'given-before', code: resultOf<ConfirmationCode>(answer) };
      },
      /** Takes a license back by a return code. Safe to repeat. */
      takeReturnCode: (order: CodeReturn) => json('/api/v1/admin/codes/returns', { body: order }),
      searchSerials: (text: string, product: string | null, cursor: string | null) =>
        json('/api/v1/admin/serials/search', { body: { text, ...given({ product, cursor }) } }),
      showSerial: (id: string) => json('/api/v1/admin/serials/{id}', { id }),
      /** Seats in use, by number. */
      seatsOf: (id: string, cursor: string | null) => json('/api/v1/admin/serials/{id}/seats', { id, cursor }),
      blockSerial: (id: string, blocked: boolean) =>
        blocked
          ? json('/api/v1/admin/serials/{id}/block', { id, body: {} })
          : json('/api/v1/admin/serials/{id}/unblock', { id, body: {} }),
      changeSerial: (id: string, change: SerialChangeInput) =>
        json('/api/v1/admin/serials/{id}/change', { id, body: change }),
      mintSerials: async (order: MintOrder) => (await json('/api/v1/admin/serials', { body: order })).serials,
      /** @param product null for all @returns CSV */
      async exportList(list: 'activations' | 'serials', product: string | null) {
        const options = { timeoutMs: exportTimeout, limit: Number.POSITIVE_INFINITY, query: given({ product }) };
        const answer = await call(`/api/v1/admin/${list}.csv`, options);
        if (answer.mediaType !== mediaTypes.csv) throw new Refusal('service-answer-not-ours');
        return answer.body;
      },
    };
  };
}

/** @returns the values that are not null */
function given<Values extends Readonly<Record<string, unknown>>>(values: Values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as {
    readonly [Name in keyof Values]?: NonNullable<Values[Name]>;
  };
}

function asQuery(query: object): string {
  const text = new URLSearchParams({ ...query }).toString();
  return text === '' ? '' : `?${text}`;
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
