import { type RequestState, stateOf } from '../courier/requestState.ts';
import type { CarriedRequest, KeptRefusal } from '../records.ts';

/** Requests that the service refused for one reason. */
export interface RefusedGroup {
  readonly refusal: KeptRefusal;
  readonly requests: readonly CarriedRequest[];
}

/** What became of an order for several. */
export interface Outcome {
  readonly licensed: readonly CarriedRequest[];
  readonly waiting: readonly CarriedRequest[];
  /** The service asks what happens to a changed machine: each is answered by itself. */
  readonly asks: readonly CarriedRequest[];
  /** Taken back into the form. */
  readonly open: readonly CarriedRequest[];
  /** The largest group first. */
  readonly refused: readonly RefusedGroup[];
}

/** @param requestIds what was ordered; requests that are gone are left out */
export function outcomeOf(requestIds: readonly string[], carriedRequests: readonly CarriedRequest[]): Outcome {
  const ids = new Set(requestIds);
  const ordered = carriedRequests.filter(({ requestId }) => ids.has(requestId));
  const of = (...states: readonly RequestState[]) => ordered.filter((one) => states.includes(stateOf(one)));
  return {
    licensed: of('licensed', 'delivered', 'returned'),
    waiting: of('waiting'),
    asks: of('asks'),
    open: of('new'),
    refused: byReason(of('refused')),
  };
}

function byReason(requests: readonly CarriedRequest[]): readonly RefusedGroup[] {
  const groups = new Map<string, { refusal: KeptRefusal; requests: CarriedRequest[] }>();
  for (const request of requests) {
    const { refusal } = request;
    if (!refusal) continue;
    const key = JSON.stringify([refusal.code, refusal.details]);
    const group = groups.get(key);
    if (group) group.requests.push(request);
    else groups.set(key, { refusal, requests: [request] });
  }
  return [...groups.values()].sort((a, b) => b.requests.length - a.requests.length);
}
