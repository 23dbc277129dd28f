import type { Engine } from '../engine.ts';
import { type CarriedRequest, needsAnswer } from '../records.ts';
import { presentOf, type Screen, screenOf } from '../screens.ts';

/** @returns ids of the requests that a screen is about */
export function requestIdsOf(screen: Screen): readonly string[] {
  if ('requestId' in screen) return [screen.requestId];
  return 'order' in screen && screen.order.for === 'carried-requests' ? screen.order.requestIds : [];
}

export interface Follower {
  /**
   * Updates a screen about one carried request: it becomes the license once that is here, whichever tab got it; the
   * waiting screen becomes the form, with the reason, when the order was refused.
   */
  follow(): void;
  /** Shows the screen for a request's stage, and in front of a form why its order was refused. */
  open(carriedRequest: CarriedRequest, how?: 'push' | 'replace'): void;
}

export function createFollower({ state, show, update }: Engine): Follower {
  function open(carriedRequest: CarriedRequest, how?: 'push' | 'replace'): void {
    show(screenOf(carriedRequest), how);
    // A question of the service has a screen of its own.
    const { refusal } = carriedRequest;
    if (refusal && !needsAnswer(carriedRequest)) update({ refusal });
  }

  /** Another tab may have ordered or removed some of an order's requests. */
  function narrow(screen: Screen): void {
    const next = presentOf(screen, state.value);
    if (next && next !== screen) show(next, 'replace');
  }

  function follow(): void {
    const { screen, carriedRequests } = state.value;
    const [requestId, another] = requestIdsOf(screen);
    if (requestId === undefined || screen.at === 'license') return;
    if (another !== undefined) {
      narrow(screen);
      return;
    }
    const found = carriedRequests.find((one) => one.requestId === requestId);
    if (!found) show({ at: 'collect' }, 'replace');
    else if (found.stage === 'licensed' || (found.stage === 'open' && screen.at === 'waiting')) open(found, 'replace');
  }

  return { follow, open };
}
